namespace GovernedMcp.Governance.Audit;

/// <summary>What a store keeps beside a body to search by. Copies: where they differ from the body, somebody changed them.</summary>
public sealed record RecordColumns
{
    public required long Seq { get; init; }
    public required string Ts { get; init; }
    public required string Type { get; init; }
    public string? Agent { get; init; }
    public string? CallId { get; init; }
    public string? Tool { get; init; }
    public string? Decision { get; init; }
    public string? RuleId { get; init; }
    public string? Outcome { get; init; }
    public long? IntentSeq { get; init; }
    public string? ApprovalId { get; init; }
    public long? Rows { get; init; }
    public required string Node { get; init; }
}

/// <summary>One row of the log as a store or an export holds it: nothing in it is believed until it is verified.</summary>
/// <param name="Seq">The number the row claims.</param>
/// <param name="Columns">Null where the log was exported without them.</param>
public sealed record StoredRecord(long Seq, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Leaf, ReadOnlyMemory<byte> Link, RecordColumns? Columns);
