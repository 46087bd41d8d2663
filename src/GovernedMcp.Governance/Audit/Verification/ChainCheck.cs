namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>Whether every row is the row it claims to be and follows the one before: bytes, numbers, links, copies, genesis, trusted end.</summary>
internal sealed class ChainCheck(FindingList findings, VerifyOptions options)
{
    private string? _logId;
    private DateTimeOffset _time = DateTimeOffset.MinValue;

    /// <summary>The last row, by its number and the link it holds.</summary>
    public ChainHead Head { get; private set; } = ChainHead.Empty;

    /// <summary>Whether some row so far is not what it claims to be.</summary>
    public bool Broken { get; private set; }

    /// <returns>What the row says, or null when it says nothing that could be judged further.</returns>
    public AuditRecord? See(ReadRow read)
    {
        var row = read.Row;
        var expected = Head.Seq + 1;
        if (row.Seq != expected)
            Break(expected, row.Seq > expected ? $"missing; the next one there is number {row.Seq}" : $"number {row.Seq} stands in its place");
        CheckLink(read);
        if (read.Record is { } record) CheckBody(read, record);
        else Break(row.Seq, "the body is not a record");
        CheckTrusted(row);
        // The stored link, not the computed one: so one broken row is one finding and what follows is judged by itself.
        Head = new(row.Seq, row.Link.Length == AuditChain.Size ? row.Link : AuditChain.Root);
        return read.Record;
    }

    public void End()
    {
        if (Head.Seq < AuditChain.First) Break(AuditChain.First, "missing; a log is never empty, it begins with its genesis");
        if (options.Trusted is { } trusted && Head.Seq < trusted.Seq)
            Break(Head.Seq + 1, $"missing; the trusted end is record {trusted.Seq}: the tail was cut or an older copy put in place");
    }

    private void CheckLink(ReadRow read)
    {
        var row = read.Row;
        if (!row.Leaf.Span.SequenceEqual(read.Leaf.Span)) Break(row.Seq, "the body differs from its leaf hash");
        if (row.Seq < AuditChain.First || !row.Link.Span.SequenceEqual(AuditChain.Link(row.Seq, Head.Link.Span, read.Leaf.Span)))
            Break(row.Seq, "the link differs from its body and the link before");
    }

    private void CheckBody(ReadRow read, AuditRecord record)
    {
        var row = read.Row;
        if (record.FormatVersion > AuditRecord.Version)
            findings.Add(FindingKind.CouldNotRun, row.Seq, $"record {row.Seq} has format {record.FormatVersion}, newer than this verifier");
        if (!read.IsCanonical) Break(row.Seq, "the body is not in canonical form");
        if (record.Seq != row.Seq) Break(row.Seq, $"the body says it is record {record.Seq}");
        if (record.Previous != Convert.ToHexStringLower(Head.Link.Span)) Break(row.Seq, "the body names another record before it");
        if (row.Columns is not null && row.Columns != record.Columns) Break(row.Seq, "a column differs from the body");
        if ((record.Type == AuditTypes.Genesis) != (row.Seq == AuditChain.First)) Break(row.Seq, "a log has one genesis, and it comes first");
        if (record.LogId != (_logId ??= record.LogId)) Break(row.Seq, "it belongs to another log");
        if (_time - record.At > options.ClockTolerance)
            findings.Add(FindingKind.Warning, row.Seq, $"record {row.Seq}: the clock went back by {(_time - record.At).TotalSeconds:F0} s; numbers order the log, not times");
        _time = record.At;
    }

    private void CheckTrusted(StoredRecord row)
    {
        if (options.Trusted is { } trusted && trusted.Seq == row.Seq && !trusted.Link.Span.SequenceEqual(row.Link.Span))
            Break(row.Seq, "the link differs from the trusted one: this record or one before was rewritten");
    }

    private void Break(long seq, string sentence)
    {
        Broken = true;
        findings.Tampered(seq, sentence);
    }
}
