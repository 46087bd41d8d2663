using System.Text.Json;
using System.Text.Json.Serialization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>What the script <c>table</c> answers: the rows that one page shows, and where the page stands.</summary>
internal sealed record TablePage
{
    /// <summary><c>ok</c>, <c>not_found</c>, <c>ambiguous</c>, <c>declared</c> or <c>moved</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What is there instead, or the candidates.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The headers of all columns.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>It is a list of cards.</summary>
    public bool List { get; init; }

    /// <summary>Under which of the masks that were named each column of the page is; -1: none.</summary>
    public IReadOnlyList<int> Masks { get; init; } = [];

    /// <summary>Where each wanted column is; -1 missing, -2 there twice.</summary>
    public IReadOnlyList<int> At { get; init; } = [];

    /// <summary>All rows as one text.</summary>
    public string Lines { get; init; } = "";

    /// <summary>What parts the cells of a row in it, and what ends the row: two characters that no cell holds.</summary>
    public string Parts { get; init; } = "\t\n";

    /// <summary>For each column that was asked for with its links, row by row, where its cells link to.</summary>
    public IReadOnlyList<IReadOnlyList<string?>?>? Links { get; init; }

    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<ShownCell>> Rows { get; private init; } = [];

    /// <summary>What tells the rows apart where the page says it: their places in a grid, or their whole text.</summary>
    public IReadOnlyList<JsonElement>? Ids { get; init; }

    /// <summary>Only a window of the rows is drawn at a time; it was led over them.</summary>
    public bool Window { get; init; }

    /// <summary>It was come to by the pager of a grid of which only a window is drawn.</summary>
    public bool Paged { get; init; }

    /// <summary>Tells the first rows of a page from those of another.</summary>
    public string Top { get; init; } = "";

    /// <summary>Rows that nothing tells apart were taken for one.</summary>
    public bool Merged { get; init; }

    /// <summary>How many rows the grid says it has; 0 when it does not say.</summary>
    public int Said { get; init; }

    /// <summary>The rows of its header that have no number of their own.</summary>
    public int Heads { get; init; }

    /// <summary>The number of the first row that was read; 0 where rows have none.</summary>
    public int Least { get; init; }

    /// <summary>Rows on the page, also those not asked for.</summary>
    public int Count { get; init; }

    /// <summary>Rows of one cell over the whole table, and rows of the foot: no data.</summary>
    public int Whole { get; init; }

    public int Foot { get; init; }

    /// <summary>Cards that say more than the columns of an earlier page hold.</summary>
    public int Untold { get; init; }
    public bool Cut { get; init; }

    /// <summary>Of the first page that was read: the pager says that others come before it.</summary>
    public bool Begun { get; init; }

    /// <summary>The number of the page that the pager stands at; 0: it tells none.</summary>
    public int Standing { get; init; }

    /// <summary>Its pager stands at the last number it has, counts from the first, and has a way on all the same.</summary>
    public bool Final { get; init; }

    /// <summary>How many requests there were before what turns the page was pressed; null: nobody can tell.</summary>
    [JsonIgnore]
    public long? Requests { get; init; }

    /// <summary>What was pressed asked for nothing, at the last number of the pager: there is no further page.</summary>
    [JsonIgnore]
    public bool Over { get; init; }

    public bool Stuck { get; init; }
    public bool Lacking { get; init; }

    /// <summary>Room is kept on the page for rows that did not come.</summary>
    public bool Unfilled { get; init; }

    /// <summary>Rows of a tree are folded in.</summary>
    public bool Folded { get; init; }

    public string? Total { get; init; }
    public int Hidden { get; init; }
    public int? Fallback { get; init; }

    /// <summary><c>clicked</c>, <c>more</c>, <c>last</c>, <c>ambiguous</c>, <c>undecided</c>, <c>grows</c>, <c>signed</c> or <c>apart</c>; null when it was not asked to turn.</summary>
    public string? Turned { get; init; }

    /// <summary>Nothing leads to further rows, and the end of those that are there may be out of sight.</summary>
    public bool Ends { get; init; }

    /// <summary>What came of bringing it into sight: <c>grew</c>, rows joined them; <c>reached</c>, none did at once.</summary>
    public string? Below { get; init; }

    /// <summary>What turns the page is still to be pressed.</summary>
    public bool Pending { get; init; }

    /// <summary>What was clicked leads to another document.</summary>
    public bool Leaving { get; init; }

    /// <summary>What would turn the page, but may belong to another table: its role and name; or what beside the table speaks of further rows.</summary>
    public string? Doubted { get; init; }

    public string Signature { get; init; } = "";
    public double Document { get; init; }
    public string Url { get; init; } = "";

    public static TablePage? Of(JsonElement answer)
    {
        var page = answer.Deserialize<TablePage>(PageScripts.ArgumentJson);
        return page is null ? null : page with { Lines = "", Links = null, Rows = page.Split() };
    }

    private List<IReadOnlyList<ShownCell>> Split()
    {
        if (Parts.Length != 2) throw Misfit();
        var rows = new List<IReadOnlyList<ShownCell>>();
        var text = Lines.AsSpan();
        for (int end; (end = text.IndexOf(Parts[1])) >= 0; text = text[(end + 1)..]) rows.Add(Cells(text[..end], rows.Count));
        return rows;
    }

    // INVARIANT: a row that does not fill its columns is no row, as no cell may be taken for one of another column.
    private ShownCell[] Cells(ReadOnlySpan<char> line, int row)
    {
        if (line.Count(Parts[0]) + 1 != At.Count) throw Misfit();
        var cells = new ShownCell[At.Count];
        for (var at = 0; at < cells.Length; at++)
        {
            var end = line.IndexOf(Parts[0]);
            cells[at] = new ShownCell((end < 0 ? line : line[..end]).ToString(), Links?.ElementAtOrDefault(at)?.ElementAtOrDefault(row));
            line = line[(end + 1)..];
        }

        return cells;
    }

    private static BlockFault Misfit() => new(Rules.Pages.Script, "the script `table` answered rows that do not fit their columns; tell the platform team");

    public PageMark Mark => new(Signature, Top, Window, Document, Url, Count, Final, Requests);
}

/// <summary>What a cell shows, and where it links to.</summary>
internal readonly record struct ShownCell(string Text, string? Link);

/// <summary>By what one page of rows is told from the next.</summary>
/// <param name="Signature">Tells the rows from others.</param>
/// <param name="Top">Tells the first rows from others.</param>
/// <param name="Window">Of the rows only a window is drawn at a time.</param>
/// <param name="Final">See <see cref="TablePage.Final"/>.</param>
/// <param name="Requests">See <see cref="TablePage.Requests"/>.</param>
internal sealed record PageMark(string Signature, string Top, bool Window, double Document, string Url, int Count, bool Final, long? Requests);
