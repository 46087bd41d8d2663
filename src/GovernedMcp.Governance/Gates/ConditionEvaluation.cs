namespace GovernedMcp.Governance.Gates;

/// <summary>Three-valued, so that what cannot be told is not mistaken for no.</summary>
internal enum Truth
{
    False,
    Unknown,
    True,
}

/// <summary>Evaluates a gate's condition over the values of an act.</summary>
internal static class ConditionEvaluation
{
    public static Truth Of(GateCondition condition, Act act) => condition switch
    {
        GateCondition.Always => Truth.True,
        GateCondition.FieldIs field => Field(field, act),
        GateCondition.AnyFieldName name => Greatest(act.Values.Keys.Select(key => MatcherEvaluation.Of(name.Matcher, key))),
        GateCondition.All all => Least(all.Of.Select(part => Of(part, act))),
        GateCondition.Any any => Greatest(any.Of.Select(part => Of(part, act))),
        GateCondition.Not not => Opposite(Of(not.Of, act)),
        _ => Truth.Unknown,
    };

    // A field with several values is tested value by value; one match is a match.
    private static Truth Field(GateCondition.FieldIs test, Act act) =>
        act.Values.TryGetValue(test.Field, out var value) && value.Items.Count > 0
            ? Greatest(value.Items.Select(item => MatcherEvaluation.Of(test.Matcher, item)))
            : MatcherEvaluation.Of(test.Matcher, null);

    public static Truth Least(IEnumerable<Truth> values) => values.DefaultIfEmpty(Truth.True).Min();

    public static Truth Greatest(IEnumerable<Truth> values) => values.DefaultIfEmpty(Truth.False).Max();

    public static Truth Opposite(Truth value) => value switch { Truth.True => Truth.False, Truth.False => Truth.True, _ => Truth.Unknown };
}
