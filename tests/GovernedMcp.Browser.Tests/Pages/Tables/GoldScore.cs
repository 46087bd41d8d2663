using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Pages.Tables;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>A table as people wrote it out; the first row is its header.</summary>
internal sealed record GoldTable(string Id, string Page, int Table, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Compares what was read with the gold, after the steps that the gold itself went through (README of the corpus).</summary>
internal sealed partial class GoldScore
{
    private readonly List<string> _missed = [];
    private int _tables;
    private int _wanted;
    private int _found;

    public double Exact => (_tables - _missed.Count) / (double)_tables;
    public double RowRecall => _found / (double)_wanted;

    public void Add(GoldTable gold, TablePage read)
    {
        var wanted = gold.Rows.Select(row => row.Select(Bare).ToList()).ToList();
        var got = Stepped(read);
        var left = got.Skip(1).GroupBy(Line).ToDictionary(group => group.Key, group => group.Count());
        var found = wanted.Skip(1).Count(row => left.TryGetValue(Line(row), out var times) && times > 0 && (left[Line(row)] = times - 1) >= 0);
        _tables++;
        _wanted += wanted.Count - 1;
        _found += found;
        if (!wanted.Select(Line).SequenceEqual(got.Select(Line))) _missed.Add(string.Create(CultureInfo.InvariantCulture, $"{gold.Id} ({found} of {wanted.Count - 1} rows)"));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_tables - _missed.Count} of {_tables} tables exact ({Exact:P1}), {_found} of {_wanted} rows found ({RowRecall:P2}); not exact: {string.Join(", ", _missed)}");

    // A table without titles has its first row for a header in the gold.
    private static List<List<string>> Stepped(TablePage read)
    {
        List<List<string>> rows = [.. read.Rows.Select(row => row.Select(cell => Plain(cell.Text)).ToList())];
        if (read.Titles.Any(title => title.Length > 0)) rows.Insert(0, [.. read.Titles.Select(Plain)]);
        var kept = Enumerable.Range(0, rows[0].Count).Where(column => Matters(rows, column)).ToList();
        return [.. rows.Where((row, at) => at == 0 || row.Count == 1 || row.Distinct().Count() > 1).Select(row => kept.Select(column => Bare(row[column])).ToList())];
    }

    // Nearly empty: nothing of its own, or one cell under no title. A cell that spans into the column from the next is not its own.
    private static bool Matters(List<List<string>> rows, int column)
    {
        var spanned = column + 1 < rows[0].Count && rows[0][column] == rows[0][column + 1];
        var own = rows.Skip(1).Count(row => row[column].Length > 0 && !(spanned && row[column] == row[column + 1]));
        return own > (rows[0][column].Length > 0 ? 0 : 1);
    }

    private static string Line(IReadOnlyList<string> row) => string.Join('\u001f', row);

    private static string Bare(string text) => Marks().Replace(Plain(text), "");

    private static string Plain(string text) => Dashes().Replace(Blanks().Replace(text, ""), "-");

    [GeneratedRegex(@"[\s\ufeff]+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[\u2010-\u2014\u2212]")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"\[(?:[^\[\]]{0,12}|citationneeded)\]")]
    private static partial Regex Marks();
}
