using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>Something that the endpoint serves beside tools: Skills, prompts, notices of change. It may not add tools.</summary>
internal abstract class EndpointFeature
{
    public abstract void AddTo(McpServerOptions options);
}
