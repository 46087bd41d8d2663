namespace GovernedMcp.Governance.Identity;

/// <summary>
/// Who is calling: a workflow, proven by its key or token. Never taken from what a client says of itself.
/// </summary>
public sealed record Caller
{
    public required string Workflow { get; init; }

    /// <summary>The id of the key or token that proved it; not the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The person who runs the calling client: whom the key was issued to. An approval by this person counts as self-approval.</summary>
    public required string HeldBy { get; init; }

    /// <summary>What the client calls itself. For the record only; no decision reads it.</summary>
    public string? Client { get; init; }
}
