namespace GovernedMcp.Governance.Tools;

/// <summary>What is wrong with one argument: where (a JSON pointer), in one sentence, and what is allowed.</summary>
public sealed record ArgumentProblem(Rule Rule, string Pointer, string Sentence)
{
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
