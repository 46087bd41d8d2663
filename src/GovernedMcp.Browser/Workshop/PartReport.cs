using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Workshop;

/// <summary>What a probe found of one part. Names of new columns and fields are the page's words, and so untrusted.</summary>
/// <param name="Check">As <c>probe.checks</c> writes it: <c>login</c>, <c>table invoices</c>.</param>
public sealed record PartReport(string Check)
{
    /// <summary>Why it was not found or not tried; null: it is there.</summary>
    public string? Fault { get; init; }

    /// <summary>It was left out on purpose, which is no drift.</summary>
    public bool NotTried { get; init; }

    /// <summary>It was found, but not by its first way.</summary>
    public int? Fallback { get; init; }

    /// <summary>Keys of declared columns, values or fields that the page no longer has under their names.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Keys of those that the page has more than once.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    /// <summary>Columns that the page has and nobody declared.</summary>
    public IReadOnlyList<Column> NewColumns { get; init; } = [];

    /// <summary>Labels of fields or values that the page has and nobody declared.</summary>
    public IReadOnlyList<string> NewFields { get; init; } = [];

    /// <summary>What most likely became what: a guess, for a person to look at.</summary>
    public IReadOnlyList<PartChange> Changes { get; init; } = [];

    /// <summary>What else is to be told, and is drift.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What of it was not tried, since one page cannot tell and nothing is pressed: no drift.</summary>
    public IReadOnlyList<string> Untried { get; init; } = [];

    public bool Drifted => !NotTried && (Fault is not null || Fallback is not null || Missing.Count + Twice.Count + NewColumns.Count + NewFields.Count + Changes.Count + Notes.Count > 0);
}

/// <summary>One thing that a Skill could say otherwise now. <c>Now</c> is the page's word.</summary>
public abstract record PartChange(string Now)
{
    /// <summary>A column, value or field of another name.</summary>
    public sealed record Renamed(string Key, string Now) : PartChange(Now);

    /// <summary>The button that sends a form.</summary>
    public sealed record Sender(string Now) : PartChange(Now);

    /// <summary>The heading by which a section is known to be ready.</summary>
    public sealed record Heading(string Now) : PartChange(Now);

    /// <summary>The path of a section, by the link of its title.</summary>
    public sealed record Address(string Now) : PartChange(Now);
}
