using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Files;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The rows of one reply, as CSV, as columns and rows, or as a file, with what is known of the rest.</summary>
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
        var (keys, shown) = Content();
        var csv = Csv.Write(keys, shown);
        var data = new JsonObject
        {
            ["table"] = reading.Aim.Name,
            ["columns"] = new JsonArray([.. keys.Select(key => (JsonNode)key)]),
            ["format"] = format,
        };
        if (format == "json") data["rows"] = new JsonArray([.. shown.Select(row => (JsonNode)new JsonArray([.. row.Select(cell => cell.ToJson())]))]);
        else data["csv"] = csv;
        Tell(data);
        return new BlockResult
        {
            Message = Sentence(),
            Data = data,
            Text = Text(csv, keys, shown) + GoOn,
            Page = page,
            Rows = rows.Count,
        };
    }

    /// <summary>The rows as a file; the reply shows the first of them and links to it.</summary>
    public async Task<BlockResult> KeepAsync(IFileShelf shelf, Permit permit, string format, PageFacts page, CancellationToken cancel)
    {
        var (keys, shown) = Content();
        var kept = await new RowsFile(reading.Aim.Name, keys, shown).KeepAsync(shelf, permit, format, cancel);
        var preview = Csv.Write(keys, shown.Take(RowsFile.Shown));
        var facts = new JsonObject { ["name"] = kept.Name, ["mime_type"] = kept.MimeType, ["bytes"] = kept.Size, ["sha256"] = kept.Sha256 };
        var data = facts.DeepClone().AsObject();
        data["resource"] = kept.Address;
        data["kept_until"] = kept.Until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        data["table"] = reading.Aim.Name;
        data["format"] = format;
        data["preview"] = preview;
        Tell(data);
        facts["file"] = kept.Id;
        facts["rows"] = rows.Count;
        return new BlockResult
        {
            Message = $"{Sentence()}; all of them are in the file, of which the first are shown",
            Data = data,
            Text = preview + GoOn,
            File = kept,
            Facts = facts,
            Page = page,
            Rows = rows.Count,
        };
    }

    private (List<string> Keys, List<IReadOnlyList<CellValue>> Rows) Content()
    {
        var columns = Ordered();
        return ([.. columns.Select(index => reading.Columns[index].Key)], [.. rows.Select(row => (IReadOnlyList<CellValue>)[.. columns.Select(index => Mask(reading.Columns[index], row[index]))])]);
    }

    private void Tell(JsonObject data)
    {
        data["row_count"] = rows.Count;
        data["total"] = reading.Total is { } total ? JsonValue.Create(total) : null;
        data["complete"] = IsComplete;
        if (cursor is not null) data["next_cursor"] = cursor;
        data["pages_read"] = reading.PagesRead;
        if (Why is { } why) data["why_incomplete"] = why;
    }

    // Who reads only the text goes on by it.
    private string GoOn => cursor is null ? "" : $"next_cursor: {cursor}\n";

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
        return string.Create(CultureInfo.InvariantCulture, $"{Csv.Write(keys, shown.Take(1))}… the first of {rows.Count} rows; all of them are in the structured content\n");
    }

    private static CellValue Mask(Column column, CellValue cell) =>
        column.Sensitive == Sensitivity.None || cell.Text is null ? cell : CellValue.Of(Masked.Show(column.Sensitive, cell.Text));
}
