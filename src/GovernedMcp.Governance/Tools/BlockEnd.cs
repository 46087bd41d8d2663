using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Tools;

/// <summary>How the run of a block ended: with a result, or with a fault in our own words.</summary>
internal abstract record BlockEnd
{
    private BlockEnd() { }

    public sealed record Done(BlockResult Result) : BlockEnd;

    public sealed record Failed(Rule Rule, string Sentence, SubmitState? Submit, IReadOnlyList<string> Allowed) : BlockEnd
    {
        public IReadOnlyList<string> Quotes { get; init; } = [];

        public IReadOnlyList<string> Warnings { get; init; } = [];

        public JsonObject? Facts { get; init; }
    }
}
