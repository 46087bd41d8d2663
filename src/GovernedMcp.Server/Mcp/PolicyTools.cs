using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// The protocol engine's tool collection, and it stays empty: tools come from the Governor. It exists to say `the list changed`
/// when the policy does.
/// </summary>
internal sealed class PolicyTools : McpServerPrimitiveCollection<McpServerTool>, IDisposable
{
    private readonly PolicySource _policies;

    public PolicyTools(PolicySource policies)
    {
        _policies = policies;
        policies.Changed += Tell;
    }

    public void Dispose() => _policies.Changed -= Tell;

    private void Tell(Policy policy) => RaiseChanged();
}
