using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Downloads;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Files;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The rows of one reply as a file on the shelf: CSV, or columns and rows of JSON.</summary>
internal sealed class RowsFile(string table, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<CellValue>> rows)
{
    /// <summary>How many rows one file holds.</summary>
    public const int MostRows = 50_000;

    /// <summary>How many bytes one file holds, about: well below what one answer may carry.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>How many rows the reply shows of it: enough to see what the columns hold.</summary>
    public const int Shown = 3;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool Is(string format) => format is "file" or "json_file";

    public Task<KeptFile> KeepAsync(IFileShelf shelf, Permit permit, string format, CancellationToken cancel)
    {
        var origin = new FileOrigin(permit.Workflow.Name, permit.Portal.Name, table) { Kind = PartKind.Table, Columns = columns };
        var (ending, type) = format == "json_file" ? ("json", "application/json") : ("csv", "text/csv");
        return shelf.KeepAsync(origin, SafeName.Of(table, ending), type, WriteAsync(format == "json_file" ? Json() : Csv(), cancel), cancel);
    }

    private IEnumerable<string> Csv() => rows.Select(CsvFile.Line).Prepend(CsvFile.Line(columns.Select(CellValue.Of)));

    private IEnumerable<string> Json() =>
    [
        $"{{\"columns\":{new JsonArray([.. columns.Select(column => (JsonNode)column)]).ToJsonString(Plain)},\"rows\":[",
        .. rows.Select((row, at) => (at == 0 ? "\n" : ",\n") + new JsonArray([.. row.Select(cell => cell.ToJson())]).ToJsonString(Plain)),
        "\n]}\n",
    ];

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> WriteAsync(IEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var part in lines.Chunk(500))
        {
            cancel.ThrowIfCancellationRequested();
            yield return Encoding.UTF8.GetBytes(string.Concat(part));
            await Task.Yield();
        }
    }
}
