using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>What is to be read of which table: everything that stays the same from its first page to its last.</summary>
internal sealed record TableAim
{
    /// <summary>As the caller named it.</summary>
    public required string Name { get; init; }

    /// <summary>Null: found on the page by its name.</summary>
    public Table? Declared { get; init; }

    /// <summary>How our sentences call it: what a page calls a table is no word of ours.</summary>
    public string Told => Declared is null ? "the table" : $"table `{Name}`";

    /// <summary>The columns fetched from the page. Empty: those the page shows.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>Of these, what a reply shows; in its order.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    public required RowFilter Where { get; init; }

    /// <summary>Which columns the permit grants; asked again when the page tells its columns.</summary>
    public required NameGrant Granted { get; init; }

    /// <summary>Other tables of the Skill that do not show all they hold: each goes by its own name alone, and where it stands in a cell of this one, the cell does not tell it.</summary>
    public IReadOnlyList<Locator> Known { get; init; } = [];

    /// <summary>Of a table that no Skill declares: what is masked of columns that are called like one that the Skill masks.</summary>
    public IReadOnlyList<ColumnMask> Masks { get; init; } = [];
    public required PortalLocale Locale { get; init; }

    /// <summary>Another call asks for the same rows and columns, shown in the same way.</summary>
    public bool IsSame(TableAim other) =>
        Name == other.Name && Declared is null == other.Declared is null && Where.IsSame(other.Where)
        && Columns.Select(Look).SequenceEqual(other.Columns.Select(Look)) && Shown.SequenceEqual(other.Shown, StringComparer.Ordinal)
        && (Granted.Only is null ? other.Granted.Only is null : other.Granted.Only?.SetEquals(Granted.Only) == true);

    private static (string Key, ValueType Type, Sensitivity Sensitive) Look(Column column) => (column.Key, column.Type, column.Sensitive);

    public IReadOnlyList<string> RowKey => Declared?.RowKey ?? [];
    public Paging? Paging => Declared?.Pages ?? Found;

    /// <summary>Of a table that no Skill declares: how the page turned out to add rows to it.</summary>
    public Paging? Found { get; init; }

    /// <summary>The signature of the page at which a reading before ended, where nobody knows that the table does not stand there still.</summary>
    public string? Left { get; init; }

    public int MostPages => Paging?.Max ?? Paging.DefaultMax;

    /// <summary>Further rows join those that are there, instead of taking their place.</summary>
    public bool Grows => Paging?.Kind == PagingKind.LoadMore || (Paging?.Kind == PagingKind.Scroll && !IsVirtual);

    /// <summary>Only the rows in sight are drawn; scrolling draws the others.</summary>
    public bool IsVirtual => Declared?.Kind == TableKind.Virtual && Paging is null or { Kind: PagingKind.Scroll };

    /// <summary>Rows that were read before are expected to come again: a virtual table shows a window of them.</summary>
    public bool Overlaps => Paging?.Kind == PagingKind.Scroll || IsVirtual;
}

/// <summary>What is shown of columns that go by one of these headers.</summary>
internal sealed record ColumnMask(IReadOnlyList<string> Headers, Sensitivity Sensitive);
