using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Tools;

/// <summary>
/// A block could not do its work. Code and message are ours: never a raw exception text, which may hold what was typed, and never
/// words of a page, which may hold orders.
/// </summary>
public sealed class BlockFault(Rule rule, string sentence) : Exception(sentence)
{
    public Rule Rule => rule;

    /// <summary>What is known of a submit when the fault struck.</summary>
    public SubmitState? Submit { get; init; }

    /// <summary>Names that the sentence speaks of (candidates, options), the page's own among them: <c>data.allowed</c> of the reply.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Other words of the page that the sentence speaks of: <c>data.page_quotes</c> of the reply.</summary>
    public IReadOnlyList<string> Quotes { get; init; } = [];

    /// <summary>What happened on the side, in sentences of ours.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the record of the outcome says besides.</summary>
    public JsonObject? Facts { get; init; }

    /// <summary>The same fault, which also tells what happened on the side.</summary>
    public BlockFault Noting(IReadOnlyList<string> warnings, IReadOnlyList<string> quotes) =>
        warnings.Count + quotes.Count == 0 ? this : new(rule, Message) { Submit = Submit, Allowed = Allowed, Quotes = [.. Quotes, .. quotes], Warnings = [.. Warnings, .. warnings], Facts = Facts };
}
