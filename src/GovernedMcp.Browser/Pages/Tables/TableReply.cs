using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The rows of one reply, as CSV or as columns and rows, with what is known of the rest.</summary>
internal sealed class TableReply(TableReading reading, IReadOnlyList<IReadOnlyList<CellValue>> rows, string? cursor)
{
    private const int InlineBytes = 4_096;

    private readonly List<int> _at =
    [
        .. Enumerable.Range(0, reading.Columns.Count).Where(index => reading.Aim.Granted.Allows(reading.Columns[index].Key)
            && (reading.Aim.Shown.Count == 0 || reading.Aim.Shown.Contains(reading.Columns[index].Key))),
    ];

    public BlockResult Write(string format, PageFacts page)
    {
        var columns = Ordered();
        var shown = rows.Select(row => (IReadOnlyList<CellValue>)[.. columns.Select(index => Mask(reading.Columns[index], row[index]))]).ToList();
        var keys = columns.Select(index => reading.Columns[index].Key).ToList();
        var csv = Csv.Write(keys, shown);
        var data = new JsonObject
        {
            ["table"] = reading.Aim.Name,
            ["columns"] = new JsonArray([.. keys.Select(key => (JsonNode)key)]),
            ["format"] = format,
        };
        if (format == "json") data["rows"] = new JsonArray([.. shown.Select(row => (JsonNode)new JsonArray([.. row.Select(cell => cell.ToJson())]))]);
        else data["csv"] = csv;
        data["row_count"] = rows.Count;
        data["total"] = reading.Total is { } total ? JsonValue.Create(total) : null;
        data["complete"] = IsComplete;
        if (cursor is not null) data["next_cursor"] = cursor;
        data["pages_read"] = reading.PagesRead;
        if (Why is { } why) data["why_incomplete"] = why;
        return new BlockResult
        {
            Message = Sentence(),
            Data = data,
            Text = Text(csv, keys, shown),
            Page = page,
            Rows = rows.Count,
        };
    }

    private bool IsComplete => cursor is null && reading.Why is null;

    private string? Why => cursor is not null ? "there are further rows: go on with next_cursor" : reading.Why;

    // In the order of the call when it named columns, else in that of the table.
    private List<int> Ordered() => reading.Aim.Shown.Count == 0
        ? _at
        : [.. reading.Aim.Shown.Select(key => _at.Find(index => reading.Columns[index].Key == key))];

    private string Sentence() => string.Create(CultureInfo.InvariantCulture,
        $"{rows.Count} rows of {reading.Aim.Told}{(reading.Total is { } total ? $", the page shows {total} in all" : "")}; {(IsComplete ? "complete" : $"not complete: {Why}")}");

    private string Text(string csv, IReadOnlyList<string> keys, List<IReadOnlyList<CellValue>> shown)
    {
        if (Encoding.UTF8.GetByteCount(csv) <= InlineBytes) return csv;
        return string.Create(CultureInfo.InvariantCulture, $"{Csv.Write(keys, shown.Take(1))}… the first of {rows.Count} rows; all of them are in the structured content");
    }

    private static CellValue Mask(Column column, CellValue cell) =>
        column.Sensitive == Sensitivity.None || cell.Text is null ? cell : CellValue.Of(Masked.Show(column.Sensitive, cell.Text));
}
