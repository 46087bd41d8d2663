namespace GovernedMcp.Governance.Tools;

/// <summary>A field of a reply's <c>data</c> that does not speak for itself: the output schema says what it means, and what it means when it is left out.</summary>
/// <param name="Type">A type of JSON Schema.</param>
public sealed record ReplyField(string Name, string Type, string Description);
