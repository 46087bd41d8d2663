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

    /// <summary>Keys of declared columns or fields that the page no longer has.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Keys of those that the page has more than once.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    /// <summary>Columns that the page has and nobody declared.</summary>
    public IReadOnlyList<Column> NewColumns { get; init; } = [];

    /// <summary>Labels of fields that the page has and nobody declared.</summary>
    public IReadOnlyList<string> NewFields { get; init; } = [];

    /// <summary>What else is to be told.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool Drifted => !NotTried && (Fault is not null || Fallback is not null || Missing.Count + Twice.Count + NewColumns.Count + NewFields.Count + Notes.Count > 0);
}
