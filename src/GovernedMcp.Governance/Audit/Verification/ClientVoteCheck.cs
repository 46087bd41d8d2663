using System.Text.Json;

namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>
/// Every answer that was clicked in a client came from a client of that workflow, with a key that was issued to that person. Keys
/// that this store did not issue, such as tokens, are not judged.
/// </summary>
internal sealed class ClientVoteCheck(FindingList findings) : RecordCheck(findings)
{
    private const string IssuedHere = "gmw_";
    private readonly Dictionary<string, (string Workflow, string HeldBy)> _keys = new(StringComparer.Ordinal);

    public override void See(AuditRecord record)
    {
        if (record.Type == AuditTypes.KeyIssued) Learn(record);
        foreach (var change in record.Changes.Where(change => LedgerChangeRecord.KindOf(change) == LedgerChangeRecord.Vote))
        {
            if (LedgerChangeRecord.ReadVote(change)?.ClientKey is not { } key || !key.StartsWith(IssuedHere, StringComparison.Ordinal)) continue;
            if (!_keys.TryGetValue(key, out var issued) || issued != (record.Agent, record.Actor))
                Findings.Tampered(record.Seq, $"an answer from a client whose key was not issued to `{record.Actor}` for workflow `{record.Agent}`");
        }
    }

    private void Learn(AuditRecord record)
    {
        var facts = JsonElement.Parse(record.Facts?.Json ?? "null");
        if (LedgerChangeRecord.Text(facts, "realm") == "workflow")
            _keys[LedgerChangeRecord.Text(facts, "key")] = (LedgerChangeRecord.Text(facts, "subject"), LedgerChangeRecord.Text(facts, "held_by"));
    }
}
