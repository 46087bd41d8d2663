using System.Buffers;
using System.Globalization;
using GovernedMcp.Browser.Pages.Values;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>
/// Rows as a CSV file for people and their programs (RFC 4180, lines ended by CR LF, UTF-8). A text that a spreadsheet could take for a
/// formula starts with an apostrophe; numbers of columns that have that type stay numbers.
/// </summary>
internal static class CsvFile
{
    // The marks of formulas, also the wide, small and typographic ones that spreadsheets fold; tab and line ends begin a cell anew.
    private static readonly SearchValues<char> Marks = SearchValues.Create("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212");

    // The semicolon and the tab separate cells in programs of some countries.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    public static string Line(IEnumerable<CellValue> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Cell(CellValue cell) => cell.Text is not { } text ? "" : Quote(cell.Kind == CellKind.Text && IsFormula(text) ? "'" + text : text);

    private static bool IsFormula(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (Marks.Contains(text[at])) return true;
            // What is not seen before a mark is left out by some programs.
            if (!char.IsWhiteSpace(text[at]) && char.GetUnicodeCategory(text[at]) is not (UnicodeCategory.Format or UnicodeCategory.Control)) return false;
        }

        return false;
    }

    private static string Quote(string text) => text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
