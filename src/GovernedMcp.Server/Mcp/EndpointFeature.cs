using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>Something that the endpoint serves beside tools: Skills, prompts, notices of change. It may not add tools.</summary>
internal abstract class EndpointFeature
{
    public abstract void AddTo(McpServerOptions options);

    /// <summary>The process, or its one conversation, ends: what is held open for clients is to end by itself.</summary>
    public virtual void End()
    {
    }
}
