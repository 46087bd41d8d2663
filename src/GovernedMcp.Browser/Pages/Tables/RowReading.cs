using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Types the cells of a row. One that does not read stays empty and is warned of, with its row, column and text.</summary>
internal sealed class RowReading(TableAim aim)
{
    private const int LongestCell = 4_000;
    private const int MostWarnings = 10;
    private readonly List<(string Sentence, string? Quote)> _warnings = [];
    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);
    private int _unread;

    public IReadOnlyList<CellValue> Read(IReadOnlyList<Column> columns, IReadOnlyList<ShownCell> shown, int number)
    {
        var row = new CellValue[columns.Count];
        var unread = new List<(Column Column, int Index, string Text)>();
        for (var index = 0; index < columns.Count; index++)
        {
            var column = columns[index];
            var (text, link) = index < shown.Count ? shown[index] : new ShownCell("", null);
            if (text.Length > LongestCell)
            {
                text = text[..LongestCell] + "…";
                Warn($"a cell of column {Named(column, index)} in row {number} was cut", null);
            }

            if (ValueReading.TryRead(column.Type, text, link, aim.Locale, out row[index], out var unit)) Unit(column, unit);
            else unread.Add((column, index, text));
        }

        foreach (var (column, index, text) in unread)
            Warn($"row {number}, column {Named(column, index)}: what stands there is no {column.Type.ToString().ToLowerInvariant()}", $"row {number}{RowKey(columns, row)}, {column.Key}: {Escaped.Short(text)}");
        return row;
    }

    /// <summary>Tells what could not be read: sentences of ours, and apart from them what stood there.</summary>
    public void Tell(SessionNotes notes)
    {
        foreach (var (sentence, quote) in _warnings)
        {
            notes.Warn(sentence);
            if (quote is not null) notes.Quote(quote);
        }

        if (_unread > MostWarnings) notes.Warn($"{_unread - MostWarnings} further cells could not be read as their type");
        _warnings.Clear();
        _unread = 0;
    }

    // An amount is a number; that its column mixes currencies must not get lost.
    private void Unit(Column column, string unit)
    {
        if (unit.Length == 0) return;
        if (!_units.TryAdd(column.Key, unit) && _units[column.Key] is { Length: > 0 } first && first != unit)
        {
            _units[column.Key] = "";
            _warnings.Add(($"column `{column.Key}` mixes units, which its numbers do not tell", $"{first}, {unit}"));
        }
    }

    private string RowKey(IReadOnlyList<Column> columns, CellValue[] row)
    {
        var key = columns.Select((column, index) => (column, index))
            .Where(pair => aim.RowKey.Contains(pair.column.Key) && pair.column.Sensitive == Sensitivity.None && row[pair.index].Text is not null)
            .Select(pair => row[pair.index].Text);
        var name = string.Join('/', key);
        return name.Length == 0 ? "" : $" ({Escaped.Short(name)})";
    }

    // The header of a column that no Skill names is the page's: our sentences count it instead.
    private string Named(Column column, int index) => aim.Declared is { Columns.Count: > 0 } ? $"`{column.Key}`" : $"{index + 1}";

    private void Warn(string sentence, string? quote)
    {
        if (++_unread <= MostWarnings) _warnings.Add((sentence, quote));
    }
}
