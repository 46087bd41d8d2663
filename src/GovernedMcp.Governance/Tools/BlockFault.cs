namespace GovernedMcp.Governance.Tools;

/// <summary>
/// A block could not do its work. Code and message are ours: never a raw exception text, which may hold what was typed.
/// </summary>
public sealed class BlockFault(Rule rule, string sentence) : Exception(sentence)
{
    public Rule Rule => rule;

    /// <summary>What is known of a submit when the fault struck.</summary>
    public SubmitState? Submit { get; init; }

    /// <summary>Names that the sentence offers (candidates, options), for the structured reply.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
