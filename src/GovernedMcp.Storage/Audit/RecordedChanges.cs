using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Approvals;
using GovernedMcp.Storage.Database;
using GovernedMcp.Storage.Registry;

namespace GovernedMcp.Storage.Audit;

/// <summary>Writes one record and makes its changes. Whatever throws in here undoes all of it.</summary>
internal static class RecordedChanges
{
    public static long Append(LedgerTransaction transaction, AuditEntry entry, IReadOnlyList<LedgerChange> changes)
    {
        // What a person said is as old as its record: the clock of whoever hands it in does not count.
        var now = transaction.Now;
        var timed = changes.Select(change => change switch
        {
            LedgerChange.Vote vote => vote with { Given = vote.Given with { At = now } },
            LedgerChange.SettleSubmit settle => settle with { Given = settle.Given with { At = now } },
            _ => change,
        }).ToList();
        var seq = transaction.Append(entry, timed);
        if (entry.Type == AuditTypes.Intent)
            IntentRows.Open(transaction, seq, timed.OfType<LedgerChange.ClaimSubmit>().FirstOrDefault()?.Plan);
        if (entry is { Type: AuditTypes.Outcome, IntentSeq: { } intent }) IntentRows.Close(transaction, intent);
        foreach (var change in timed) Apply(transaction, entry, change, seq);
        return seq;
    }

    private static void Apply(LedgerTransaction transaction, AuditEntry entry, LedgerChange change, long seq)
    {
        switch (change)
        {
            case LedgerChange.AddApproval(var approval):
                ApprovalRows.Add(transaction, approval, seq);
                break;
            case LedgerChange.Vote(var approval, var given):
                ApprovalRows.Vote(transaction, approval, given, seq);
                break;
            case LedgerChange.ConsumeApproval(var approval, var digest):
                ApprovalRows.Consume(transaction, approval, digest, seq);
                transaction.Append(LedgerEntries.ApprovalConsumed(entry, approval, seq));
                break;
            case LedgerChange.ClaimSubmit claim:
                SubmitRows.Claim(transaction, claim, seq);
                break;
            case LedgerChange.MoveSubmit move:
                SubmitRows.Move(transaction, move);
                break;
            case LedgerChange.SettleSubmit(var plan, var given):
                SubmitRows.Settle(transaction, plan, given, seq);
                break;
            case LedgerChange.RequireNotSuspended(var workflow):
                StandingRows.RequireNotSuspended(transaction, workflow);
                break;
            case LedgerChange.Suspend(var workflow, var reason):
                StandingRows.Suspend(transaction, workflow, entry.Actor, reason);
                break;
            case LedgerChange.Resume(var workflow):
                StandingRows.Resume(transaction, workflow);
                break;
            case LedgerChange.Attest(var workflow):
                StandingRows.Attest(transaction, workflow, entry.Actor);
                break;
            default:
                throw new NotSupportedException($"no way to make the change {change.GetType().Name}");
        }
    }
}
