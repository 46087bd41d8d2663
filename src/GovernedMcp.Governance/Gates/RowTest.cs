namespace GovernedMcp.Governance.Gates;

/// <summary>The same tests over the cells of a row: the <c>where</c> of an extraction. What cannot be told is not a match.</summary>
public static class RowTest
{
    /// <param name="value">The cell in canonical form; null when it is empty.</param>
    public static bool Passes(Matcher matcher, string? value) => MatcherEvaluation.Of(matcher, value) == Truth.True;
}
