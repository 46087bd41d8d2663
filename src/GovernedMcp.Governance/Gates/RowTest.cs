namespace GovernedMcp.Governance.Gates;

/// <summary>The same tests over the cells of a row: the <c>where</c> of an extraction.</summary>
public static class RowTest
{
    /// <param name="value">The cell in canonical form; null when it is empty.</param>
    /// <returns>Null when it cannot be told: a bound, and a text that is no number.</returns>
    public static bool? Passes(Matcher matcher, string? value) => MatcherEvaluation.Of(matcher, value) switch
    {
        Truth.True => true,
        Truth.False => false,
        _ => null,
    };
}
