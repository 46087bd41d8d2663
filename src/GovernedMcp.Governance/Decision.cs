using GovernedMcp.Governance.Gates;

namespace GovernedMcp.Governance;

/// <summary>
/// The answer of the policy to one call: a pure value that names the rule that decided, where that rule stands, and one
/// sentence that says what to do next. Only governance makes one.
/// </summary>
public abstract record Decision
{
    private Decision(Rule rule, SourceMark source, string sentence) => (Rule, Source, Sentence) = (rule, source, sentence);

    public Rule Rule { get; }
    public SourceMark Source { get; }
    public string Sentence { get; }

    /// <summary>What gates in observe mode would have done.</summary>
    public IReadOnlyList<Observation> Observed { get; init; } = [];

    public sealed record Allowed : Decision
    {
        internal Allowed(Rule rule, SourceMark source, string sentence, string? approval = null)
            : base(rule, source, sentence) => Approval = approval;

        /// <summary>The id of the approval that made a held call an allowed one.</summary>
        public string? Approval { get; }
    }

    /// <summary>People must answer first: every ask, each with its own group and count.</summary>
    public sealed record Held : Decision
    {
        internal Held(Rule rule, SourceMark source, string sentence, IReadOnlyList<HeldBy> by)
            : base(rule, source, sentence) => By = by;

        public IReadOnlyList<HeldBy> By { get; }
    }

    public sealed record Refused : Decision
    {
        internal Refused(Rule rule, SourceMark source, string sentence)
            : base(rule, source, sentence)
        {
        }
    }
}

/// <summary>A gate that holds a call and whom it asks.</summary>
public sealed record HeldBy(string Gate, GateVerb.Ask Ask, SourceMark Source);

/// <summary>What a gate in observe mode would have done: <c>would_hold</c> or <c>would_refuse</c>.</summary>
public sealed record Observation(string Gate, string Would);
