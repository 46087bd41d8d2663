namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>Every act was begun on record and ended on record, once.</summary>
internal sealed class ActCheck(FindingList findings) : RecordCheck(findings)
{
    private readonly Dictionary<long, string?> _open = [];
    private readonly HashSet<long> _sent = [];

    public override void See(AuditRecord record)
    {
        switch (record.Type)
        {
            case AuditTypes.Intent:
                _open[record.Seq] = record.CallId;
                break;
            case AuditTypes.Sending:
                if (!BelongsTo(record)) Findings.Tampered(record.Seq, "something was sent without an open intent");
                else if (!_sent.Add(record.IntentSeq!.Value)) Findings.Tampered(record.Seq, $"the act of record {record.IntentSeq} was sent twice");
                break;
            case AuditTypes.Outcome:
                if (!BelongsTo(record)) Findings.Tampered(record.Seq, "an outcome without an open intent");
                else Close(record.IntentSeq!.Value);
                break;
        }
    }

    public override void End()
    {
        if (_open.Count == 0) return;
        var first = _open.Keys.Min();
        Findings.Incomplete(first, _open.Count == 1 ? "an act without an outcome; it may still be running" : $"the first of {_open.Count} acts without an outcome; they may still be running");
    }

    private bool BelongsTo(AuditRecord record) =>
        record.IntentSeq is { } intent && _open.TryGetValue(intent, out var call) && call == record.CallId;

    private void Close(long intent)
    {
        _open.Remove(intent);
        _sent.Remove(intent);
    }
}
