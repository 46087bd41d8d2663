namespace GovernedMcp.Governance.Portals;

/// <summary>Something that is or is not so on a page: a closed set, no expressions.</summary>
public abstract record PageCondition
{
    private PageCondition() { }

    public sealed record Visible(Locator Element) : PageCondition;

    public sealed record Hidden(Locator Element) : PageCondition;

    /// <summary>The address matches a glob: <c>**</c> any run, <c>*</c> within a path segment.</summary>
    public sealed record UrlMatches(string Glob) : PageCondition;

    /// <summary>The page shows a text, case and white space aside.</summary>
    public sealed record TextShown(string Text) : PageCondition;

    public sealed record AnyOf(IReadOnlyList<PageCondition> Conditions) : PageCondition;

    public sealed record AllOf(IReadOnlyList<PageCondition> Conditions) : PageCondition;
}
