using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// Says who is calling, anew for every request: a key that is revoked now is worth nothing now.
/// </summary>
internal abstract class CallerResolver
{
    /// <param name="client">What the client calls itself; for the record, never for the decision.</param>
    public abstract Task<Identification> ResolveAsync(string? client, CancellationToken cancel);
}
