namespace GovernedMcp.Governance.Tools;

/// <summary>A tool that a caller may see, and the caller's portals it may be used on.</summary>
public sealed record ToolOffer(ToolDefinition Tool, IReadOnlyList<string> Portals);
