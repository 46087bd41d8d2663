namespace GovernedMcp.Governance.Gates;

/// <summary>When a gate matches: tests of the values that a call fills in or sends. A closed set; no expressions.</summary>
public abstract record GateCondition
{
    private GateCondition() { }

    public sealed record Always : GateCondition;

    /// <summary>The value of one field.</summary>
    public sealed record FieldIs(string Field, Matcher Matcher) : GateCondition;

    /// <summary>The name of any field of the call.</summary>
    public sealed record AnyFieldName(Matcher Matcher) : GateCondition;

    public sealed record All(IReadOnlyList<GateCondition> Of) : GateCondition;

    public sealed record Any(IReadOnlyList<GateCondition> Of) : GateCondition;

    public sealed record Not(GateCondition Of) : GateCondition;
}
