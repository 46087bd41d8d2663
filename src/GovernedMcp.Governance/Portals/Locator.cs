namespace GovernedMcp.Governance.Portals;

/// <summary>
/// How one element of a page is found, strictly: two matches are an error, not a guess. Playwright's order of preference:
/// role, label, placeholder, text, test id; CSS last.
/// </summary>
public sealed record Locator
{
    public required LocatorBy By { get; init; }

    /// <summary>The ARIA role, for <see cref="LocatorBy.Role"/>.</summary>
    public string? Role { get; init; }

    /// <summary>The accessible name, label, placeholder, text, test id or CSS selector that is looked for.</summary>
    public string? Value { get; init; }

    /// <summary>The whole name must be equal; otherwise containing it is enough. Case and runs of white space never matter.</summary>
    public bool Exact { get; init; } = true;

    /// <summary>A part of the page to look in.</summary>
    public Locator? Within { get; init; }

    /// <summary>A frame to look in, by CSS selector of the frame element; a frame in a frame as <c>#outer &gt;&gt; #inner</c>.</summary>
    public string? Frame { get; init; }

    /// <summary>Tried in order when this one matches nothing; using one is a drift finding, never silent.</summary>
    public IReadOnlyList<Locator> Fallbacks { get; init; } = [];

    public override string ToString() => $"{(By == LocatorBy.Role ? Role : By.ToString().ToLowerInvariant())} `{Escaped.Short(Value ?? "")}`";
}

public enum LocatorBy
{
    Role,
    Label,
    Placeholder,
    Text,
    Heading,
    TestId,
    Css,
}
