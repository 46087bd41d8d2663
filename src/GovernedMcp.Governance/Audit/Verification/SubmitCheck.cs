using System.Text.Json;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>Every plan was claimed once, by an intent, and only moved forward; a person settled only what was unknown, once.</summary>
internal sealed class SubmitCheck(FindingList findings) : RecordCheck(findings)
{
    private readonly Dictionary<string, SubmitState> _plans = new(StringComparer.Ordinal);

    public override void See(AuditRecord record)
    {
        var settled = false;
        foreach (var change in record.Changes)
        {
            switch (LedgerChangeRecord.KindOf(change))
            {
                case LedgerChangeRecord.ClaimSubmit: Claim(record, change); break;
                case LedgerChangeRecord.MoveSubmit: Move(record, change); break;
                case LedgerChangeRecord.SettleSubmit: Settle(record, change); settled = true; break;
            }
        }

        if (record.Type == AuditTypes.SubmitSettled && !settled) Findings.Tampered(record.Seq, "a submit was settled and nothing was changed");
    }

    private void Claim(AuditRecord record, JsonElement change)
    {
        if (record.Type != AuditTypes.Intent) Findings.Tampered(record.Seq, "a plan was claimed by something that is no intent");
        if (!_plans.TryAdd(LedgerChangeRecord.Text(change, "plan"), SubmitState.Intent)) Findings.Tampered(record.Seq, "a plan was claimed twice");
    }

    private void Move(AuditRecord record, JsonElement change)
    {
        var plan = LedgerChangeRecord.Text(change, "plan");
        var word = LedgerChangeRecord.Text(change, "to");
        if (!SubmitStates.TryRead(word, out var next) || !_plans.TryGetValue(plan, out var state) || !state.MayBecome(next))
        {
            Findings.Tampered(record.Seq, $"a submit became `{word}`, which it could not");
            return;
        }

        if (record.Type == AuditTypes.Outcome && record.Outcome != word) Findings.Tampered(record.Seq, "the outcome differs from what the submit became");
        _plans[plan] = next;
    }

    private void Settle(AuditRecord record, JsonElement change)
    {
        var plan = LedgerChangeRecord.Text(change, "plan");
        if (LedgerChangeRecord.ReadSettlement(change) is not { } given || record.Type != AuditTypes.SubmitSettled || record.Actor != given.Person || record.At != given.At)
            Findings.Tampered(record.Seq, "a submit was settled in somebody else's name or at another time");
        else if (_plans.GetValueOrDefault(plan) != SubmitState.Unknown) Findings.Tampered(record.Seq, "a submit was settled that was not unknown");
        else if (record.Outcome != given.End.Word()) Findings.Tampered(record.Seq, "the outcome differs from what the person said");
        else _plans[plan] = given.End;
    }
}
