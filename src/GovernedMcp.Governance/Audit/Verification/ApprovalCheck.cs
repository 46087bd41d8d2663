using System.Text.Json;
using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>
/// Every act that says it was approved used up exactly one approval, for its own digest and workflow, in time, with the votes it
/// needed of the people who were asked. Judged by the rules that the store itself applies, from the records alone.
/// </summary>
internal sealed class ApprovalCheck(FindingList findings) : RecordCheck(findings)
{
    private readonly Dictionary<string, Approval> _approvals = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _unconfirmed = [];

    public override void See(AuditRecord record)
    {
        var used = false;
        foreach (var change in record.Changes)
        {
            switch (LedgerChangeRecord.KindOf(change))
            {
                case LedgerChangeRecord.AddApproval: Add(record, change); break;
                case LedgerChangeRecord.Vote: Vote(record, change); break;
                case LedgerChangeRecord.Consume: Use(record, change); used = true; break;
            }
        }

        if (record.Type == AuditTypes.ApprovalConsumed) Confirm(record);
        if (record.Type == AuditTypes.Intent && !used && (record.ApprovalId is not null || record.RuleId == Rules.Approvals.Granted.Id))
            Findings.Tampered(record.Seq, "the act says it was approved and used no approval");
    }

    public override void End()
    {
        foreach (var (seq, id) in _unconfirmed) Findings.Tampered(seq, $"the record that approval `{id}` was used is missing");
    }

    private void Add(AuditRecord record, JsonElement change)
    {
        if (LedgerChangeRecord.ReadApproval(change) is not { } approval) Findings.Tampered(record.Seq, "an approval that cannot be read");
        else if (record.Type != AuditTypes.ApprovalRequested || record.ApprovalId != approval.Id) Findings.Tampered(record.Seq, "an approval that nobody asked for");
        else if (approval.Asks.Any(ask => ask.OfUser && (ask.Needed != 1 || !ask.Members.SetEquals([approval.RequestedBy]))))
            Findings.Tampered(record.Seq, $"approval `{approval.Id}` takes somebody else for the person who runs the client");
        else if (!_approvals.TryAdd(approval.Id, approval)) Findings.Tampered(record.Seq, $"approval `{approval.Id}` was asked for twice");
    }

    private void Vote(AuditRecord record, JsonElement change)
    {
        if (LedgerChangeRecord.ReadVote(change) is not { } vote || !_approvals.TryGetValue(LedgerChangeRecord.Text(change, "approval"), out var approval))
            Findings.Tampered(record.Seq, "an answer to an approval that nobody asked for");
        else if (record.Type != AuditTypes.ApprovalVote || record.Actor != vote.Person || record.At != vote.At)
            Findings.Tampered(record.Seq, "an answer in somebody else's name or at another time");
        else if (approval.CheckVote(vote) is { } objection)
            Findings.Tampered(record.Seq, $"an answer that could not count: {objection.Sentence}");
        else _approvals[approval.Id] = approval with { Votes = [.. approval.Votes, vote] };
    }

    private void Use(AuditRecord record, JsonElement change)
    {
        var id = LedgerChangeRecord.Text(change, "approval");
        if (record.Type != AuditTypes.Intent || record.ApprovalId != id) Findings.Tampered(record.Seq, "an approval was used by something else than the act it allowed");
        if (!_approvals.TryGetValue(id, out var approval))
        {
            Findings.Tampered(record.Seq, $"approval `{id}` was used and never asked for");
            return;
        }

        var state = approval.StateAt(record.At);
        if (state != ApprovalState.Approved) Findings.Tampered(record.Seq, $"approval `{id}` was used when it was `{state.ToString().ToLowerInvariant()}`");
        if (approval.Digest != LedgerChangeRecord.Text(change, "digest")) Findings.Tampered(record.Seq, $"approval `{id}` was given for another call");
        if (approval.Workflow != record.Agent) Findings.Tampered(record.Seq, $"approval `{id}` was given to workflow `{approval.Workflow}`");
        _approvals[id] = approval with { UsedBySeq = record.Seq };
        _unconfirmed[record.Seq] = id;
    }

    private void Confirm(AuditRecord record)
    {
        if (record.IntentSeq is not { } intent || !_unconfirmed.Remove(intent, out var id) || id != record.ApprovalId)
            Findings.Tampered(record.Seq, "a use of an approval without the act that used it");
    }
}
