namespace GovernedMcp.Governance.Gates;

/// <summary>
/// A test of one value: a closed set, the same for gates and for the <c>where</c> of an extraction. Texts are compared without
/// regard to case; numbers as decimals.
/// </summary>
public abstract record Matcher
{
    private Matcher() { }

    public sealed record Is(string Value) : Matcher;

    public sealed record In(IReadOnlyList<string> Values) : Matcher;

    public sealed record Over(decimal Bound) : Matcher;

    public sealed record Under(decimal Bound) : Matcher;

    public sealed record AtLeast(decimal Bound) : Matcher;

    public sealed record AtMost(decimal Bound) : Matcher;

    public sealed record Contains(string Text) : Matcher;

    public sealed record Starts(string Text) : Matcher;

    /// <summary>A glob with <c>*</c> and <c>?</c>, matched in linear time.</summary>
    public sealed record Like(string Glob) : Matcher;

    /// <summary>There is a value, or there is none.</summary>
    public sealed record Exists(bool Wanted) : Matcher;

    public sealed record Not(Matcher Of) : Matcher;

    public sealed record Any(IReadOnlyList<Matcher> Of) : Matcher;

    public sealed record All(IReadOnlyList<Matcher> Of) : Matcher;
}
