namespace GovernedMcp.Server.Mcp.Lists;

/// <summary>One page of a list, and the cursor of the next; null at the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
