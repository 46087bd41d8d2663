using GovernedMcp.Governance.Tools;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>Every tool in the protocol's words, for nobody in particular: its shape without anybody's portals.</summary>
internal static class ServedTools
{
    public static IReadOnlyList<Tool> All { get; } = [.. ToolCatalog.All.Select(tool => ToolSchemas.For(new ToolOffer(tool, [])))];
}
