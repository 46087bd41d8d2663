using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Changes;

/// <summary>
/// Tells clients that keep a session that the lists of resources and prompts changed; tools tell it themselves. The collections
/// stay empty, as theirs does: what is listed comes from the Governor.
/// </summary>
internal sealed class ListChanges : EndpointFeature, IDisposable
{
    private readonly PolicySource _policies;
    private readonly McpServerResourceCollection _resources = [];
    private readonly McpServerPrimitiveCollection<McpServerPrompt> _prompts = [];

    public ListChanges(PolicySource policies)
    {
        _policies = policies;
        policies.Changed += Tell;
    }

    public override void AddTo(McpServerOptions options)
    {
        options.ResourceCollection = _resources;
        options.PromptCollection = _prompts;
    }

    public void Dispose() => _policies.Changed -= Tell;

    private void Tell(Policy policy)
    {
        // Clearing what is empty is how a sealed collection is made to say that it changed.
        _resources.Clear();
        _prompts.Clear();
    }
}
