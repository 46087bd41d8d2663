using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>What the script <c>table</c> is asked.</summary>
internal sealed record TableAsk
{
    public const int MostRows = 20_000;

    public Locator? Root { get; init; }
    public string? Name { get; init; }

    /// <summary>Other tables of the Skill that do not show all they hold, see <see cref="TableAim.Known"/>.</summary>
    public IReadOnlyList<Locator> Known { get; init; } = [];

    /// <summary>What columns are called that the Skill masks, see <see cref="TableAim.Masks"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Masks { get; init; } = [];

    /// <summary>What turns the page is not pressed but left to be pressed when the answer is there (<see cref="TablePage.Pending"/>).</summary>
    public bool Later { get; init; }
    public bool List { get; init; }

    /// <summary>A grid that may draw only what is in sight; it is led over its rows when it does.</summary>
    public bool Grid { get; init; }

    /// <summary>Null: every column.</summary>
    public IReadOnlyList<AskedColumn>? Columns { get; init; }

    /// <summary>The columns are those that an earlier page of the table had, by their titles.</summary>
    public bool Titled { get; init; }

    /// <summary>Indexes of the columns that tell one row from another.</summary>
    public IReadOnlyList<int> Keys { get; init; } = [];

    /// <summary>Indexes of the columns that no row may lack.</summary>
    public IReadOnlyList<int> Required { get; init; } = [];

    /// <summary>Rows to leave out: those read before, where rows only join.</summary>
    public int From { get; init; }

    public int Most { get; init; } = MostRows;
    public ShownTotal? Total { get; init; }

    /// <summary>The page must have gone on from here.</summary>
    public PageMark? After { get; init; }

    /// <summary>Go on from here first: the page must still be as it was left.</summary>
    public PageMark? Resume { get; init; }

    public bool Grows { get; init; }

    /// <summary>How long to wait for the rows, in milliseconds.</summary>
    public int Wait { get; init; }

    /// <summary>Bring the end of the rows into sight and tell what came of it, nothing else.</summary>
    public bool Below { get; init; }

    public AskedTurn? Turn { get; init; }

    /// <summary>Turn only when the page has fewer rows than this.</summary>
    public int TurnBelow { get; init; } = int.MaxValue;
}

/// <param name="At">Where its value is inside a card.</param>
internal sealed record AskedColumn(IReadOnlyList<string> Headers, bool Link, Locator? At);

/// <param name="Window">Only the rows in sight are on the page.</param>
/// <param name="Page">The highest number that the page can have by then, counted from the first that was read.</param>
internal sealed record AskedTurn(PagingKind Kind, Locator? Control, bool Window, int Page = 1);
