namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>A row and what can be told of it by itself: the costly part of verifying, done for many rows at once.</summary>
/// <param name="Leaf">The leaf hash that the body really has.</param>
/// <param name="Record">What the body says; null when it is no record.</param>
internal sealed record ReadRow(StoredRecord Row, ReadOnlyMemory<byte> Leaf, AuditRecord? Record, bool IsCanonical)
{
    private const int Together = 2048;

    /// <summary>The rows in their order. Never holds more than a few thousand, however long the log is.</summary>
    public static IEnumerable<ReadRow> All(IEnumerable<StoredRecord> rows)
    {
        foreach (var chunk in rows.Chunk(Together))
        {
            var read = new ReadRow[chunk.Length];
            if (chunk.Length < Together) for (var index = 0; index < chunk.Length; index++) read[index] = Of(chunk[index]);
            else Parallel.For(0, chunk.Length, index => read[index] = Of(chunk[index]));
            foreach (var row in read) yield return row;
        }
    }

    private static ReadRow Of(StoredRecord row)
    {
        var leaf = AuditChain.Leaf(row.Body.Span);
        try
        {
            return new(row, leaf, AuditRecord.Parse(row.Body), CanonicalJson.IsCanonical(row.Body.Span));
        }
        catch (CanonicalJsonFault)
        {
            return new(row, leaf, Record: null, IsCanonical: false);
        }
    }
}
