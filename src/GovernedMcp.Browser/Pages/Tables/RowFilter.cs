using System.Globalization;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The <c>where</c> of an extraction over typed rows. A column whose values are masked cannot be asked about: that would tell them.</summary>
internal sealed class RowFilter(IReadOnlyDictionary<string, Matcher> tests)
{
    public IEnumerable<string> Columns => tests.Keys;
    public bool IsEmpty => tests.Count == 0;

    public bool IsSame(RowFilter other) => other.Describe() == Describe();

    public void Check(IReadOnlyList<Column> columns)
    {
        foreach (var key in tests.Keys)
        {
            if (columns.FirstOrDefault(column => column.Key == key) is not { } column) throw UnknownColumn(key, columns);
            if (column.Sensitive != Sensitivity.None)
                throw new BlockFault(Rules.Tables.Where, $"rows cannot be chosen by `{key}`, whose values are masked; leave it out of where");
        }
    }

    /// <summary>Whether a row is wanted; null when a bound was asked of a cell that is no number.</summary>
    public bool? Passes(IReadOnlyList<Column> columns, IReadOnlyList<CellValue> row, PortalLocale locale)
    {
        bool? all = true;
        for (var index = 0; index < columns.Count; index++)
        {
            if (!tests.TryGetValue(columns[index].Key, out var test)) continue;
            var passes = Passes(test, row[index].Text, locale);
            if (passes == false) return false;
            all &= passes;
        }

        return all;
    }

    // A column that nobody gave a type holds its numbers as the portal writes them.
    private static bool? Passes(Matcher test, string? text, PortalLocale locale) =>
        RowTest.Passes(test, text)
        ?? (LocaleNumber.TryRead(text!, locale.Decimal, beside: true, out var number, out _) ? RowTest.Passes(test, number.ToString(CultureInfo.InvariantCulture)) : null);

    private string Describe() => string.Join('\n', tests.OrderBy(test => test.Key, StringComparer.Ordinal).Select(test => $"{test.Key}\u001f{Word(test.Value)}"));

    // Records print their lists by type only.
    private static string Word(Matcher test) => test switch
    {
        Matcher.In list => $"in {string.Join('\u001e', list.Values)}",
        Matcher.All all => $"all {string.Join('\u001e', all.Of.Select(Word))}",
        Matcher.Any any => $"any {string.Join('\u001e', any.Of.Select(Word))}",
        Matcher.Not not => $"not {Word(not.Of)}",
        _ => test.ToString(),
    };

    public static BlockFault UnknownColumn(string key, IReadOnlyList<Column> columns) =>
        new(Rules.Tables.Column, $"the table has no column `{Escaped.Short(key)}`; data.allowed names those it has")
        {
            Allowed = [.. columns.Select(column => column.Key)],
        };
}
