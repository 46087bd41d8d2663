using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>What the script <c>table</c> answers: the rows that one page shows, and where the page stands.</summary>
internal sealed record TablePage
{
    /// <summary><c>ok</c>, <c>not_found</c>, <c>ambiguous</c> or <c>moved</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What is there instead, or the candidates.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The headers of all columns.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Where each wanted column is; -1 missing, -2 there twice.</summary>
    public IReadOnlyList<int> At { get; init; } = [];

    /// <summary>A cell is a text, or a text and the address it links to.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<JsonElement>> Rows { get; init; } = [];

    /// <summary>What tells the rows apart where the page says it: their places in a grid, or their whole text.</summary>
    public IReadOnlyList<JsonElement>? Ids { get; init; }

    /// <summary>Only a window of the rows is drawn at a time; it was led over them.</summary>
    public bool Window { get; init; }

    /// <summary>How many rows the grid says it has; 0 when it does not say.</summary>
    public int Said { get; init; }

    /// <summary>Rows on the page, also those not asked for.</summary>
    public int Count { get; init; }

    /// <summary>Rows of one cell over the whole table, and rows of the foot: no data.</summary>
    public int Whole { get; init; }

    public int Foot { get; init; }
    public bool Cut { get; init; }
    public bool Stuck { get; init; }
    public bool Lacking { get; init; }
    public string? Total { get; init; }
    public int Hidden { get; init; }
    public int? Fallback { get; init; }

    /// <summary><c>clicked</c>, <c>more</c>, <c>last</c>, <c>ambiguous</c> or <c>undecided</c>; null when it was not asked to turn.</summary>
    public string? Turned { get; init; }

    /// <summary>What was clicked leads to another document.</summary>
    public bool Leaving { get; init; }

    /// <summary>What would turn the page, but may belong to another table: its role and name.</summary>
    public string? Doubted { get; init; }

    public string Signature { get; init; } = "";
    public double Document { get; init; }
    public string Url { get; init; } = "";

    public static TablePage? Of(JsonElement answer)
    {
        var page = answer.Deserialize<TablePage>(PageScripts.ArgumentJson);
        // Cells stay parts of the answer: a document for each would take longer than the page does.
        return page is not null && answer.TryGetProperty("rows", out var rows)
            ? page with { Rows = [.. rows.EnumerateArray().Select(row => (IReadOnlyList<JsonElement>)[.. row.EnumerateArray()])] }
            : page;
    }

    public PageMark Mark => new(Signature, Document, Url, Count);
}

/// <summary>By what one page of rows is told from the next.</summary>
internal sealed record PageMark(string Signature, double Document, string Url, int Count);
