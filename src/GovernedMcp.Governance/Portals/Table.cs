namespace GovernedMcp.Governance.Portals;

/// <summary>A table of a portal: where it is, what its columns hold, how one gets to its further pages.</summary>
public sealed record Table
{
    public required string Name { get; init; }

    /// <summary>The section it is on. Null: wherever it is found on the current page.</summary>
    public string? Section { get; init; }

    public required Locator Root { get; init; }
    public TableKind Kind { get; init; } = TableKind.Html;

    /// <summary>Empty: every column that the page shows, as strings, by its header.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>The columns that tell one row from another; used to see that a page really turned and that none comes twice.</summary>
    public IReadOnlyList<string> RowKey { get; init; } = [];

    public Paging? Pages { get; init; }

    /// <summary>Where the page shows how many rows there are, so that what was read is reconciled with it.</summary>
    public ShownTotal? Total { get; init; }

    public required SourceMark Source { get; init; }

    public Column? FindColumn(string key) => Columns.FirstOrDefault(column => column.Key == key);
}

public enum TableKind
{
    Html,
    AriaGrid,
    Virtual,
    List,
}

/// <summary>A column: its key in replies, the headers it may have on the page, its type.</summary>
public sealed record Column(string Key, IReadOnlyList<string> Headers, ValueType Type)
{
    /// <summary>A row without a value in it is an error, not an empty cell.</summary>
    public bool Required { get; init; }

    public Sensitivity Sensitive { get; init; }

    /// <summary>Where its value is inside a card of a <see cref="TableKind.List"/>. Null: beside a label that is called like one of the headers.</summary>
    public Locator? At { get; init; }
}

/// <summary>What is shown of a value that is nobody's business.</summary>
public enum Sensitivity
{
    None,

    /// <summary>Only the last four characters are shown.</summary>
    MaskLast4,

    /// <summary>Nothing is shown but that there is a value.</summary>
    MaskAll,
}

/// <summary>How one gets to the further rows.</summary>
public sealed record Paging(PagingKind Kind, Locator? Control, int Max)
{
    /// <summary>How many pages are read at most when the Skill says nothing.</summary>
    public const int DefaultMax = 100;
}

public enum PagingKind
{
    Next,
    Numbers,
    LoadMore,
    Scroll,
}

/// <summary>Text on the page that tells the total: a pattern with <c>{n}</c> where the number stands, <c>of {n}</c>.</summary>
public sealed record ShownTotal(string Pattern, Locator? Within);

/// <summary>A detail page read as one record: labels and the values beside them.</summary>
public sealed record DetailRecord
{
    public required string Name { get; init; }
    public string? Section { get; init; }

    /// <summary>Null: the main part of the page.</summary>
    public Locator? Root { get; init; }

    /// <summary>Empty: every label and value that the page shows.</summary>
    public IReadOnlyList<RecordPair> Pairs { get; init; } = [];

    public required SourceMark Source { get; init; }
}

/// <summary>One value of a record, found by its label.</summary>
public sealed record RecordPair(string Key, string Label, ValueType Type)
{
    public Sensitivity Sensitive { get; init; }
}
