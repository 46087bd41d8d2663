using System.Text;
using GovernedMcp.Browser.Pages.Values;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Rows as CSV (RFC 4180), lines ended by a line feed. A cell that looks like a formula is data here and stays as it is.</summary>
internal static class Csv
{
    public static string Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<CellValue>> rows)
    {
        var csv = new StringBuilder();
        Line(csv, columns);
        foreach (var row in rows) Line(csv, row.Select(cell => cell.Text));
        return csv.ToString();
    }

    private static void Line(StringBuilder csv, IEnumerable<string?> cells)
    {
        csv.AppendJoin(',', cells.Select(Cell)).Append('\n');
    }

    private static string? Cell(string? text) =>
        text is not null && text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
