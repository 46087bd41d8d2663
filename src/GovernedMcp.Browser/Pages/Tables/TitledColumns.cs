using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The columns of a table that no Skill describes: each by its header, as text.</summary>
internal static class TitledColumns
{
    private const int LongestKey = 80;

    /// <summary>Those of the first page. Of a list, a later page may show in one of them what is masked: then it is masked from there on.</summary>
    /// <param name="known">Those of the pages before, or what a Skill says; null: this is the first.</param>
    /// <param name="masks">What is masked, see <see cref="TablePage.Masks"/>.</param>
    public static IReadOnlyList<Column> Of(IReadOnlyList<Column>? known, TablePage page, IReadOnlyList<ColumnMask> masks)
    {
        Sensitivity SensitivityOf(int at) => page.Masks.Count > at ? masks.ElementAtOrDefault(page.Masks[at])?.Sensitive ?? Sensitivity.None : Sensitivity.None;
        if (known is null) return Of(page.Titles, SensitivityOf);
        return page.List ? [.. known.Select((column, at) => column.Sensitive == Sensitivity.None ? column with { Sensitive = SensitivityOf(at) } : column)] : known;
    }

    private static List<Column> Of(IReadOnlyList<string> titles, Func<int, Sensitivity> sensitivityOf)
    {
        var columns = new List<Column>();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < titles.Count; index++)
        {
            var title = Escaped.Text(titles[index]);
            if (title.Length > LongestKey) title = title[..LongestKey];
            var key = title.Length == 0 ? $"column_{index + 1}" : title;
            for (var number = 2; !used.Add(key); number++) key = $"{(title.Length == 0 ? "column" : title)}_{number}";
            columns.Add(new Column(key, [titles[index]], ValueType.String) { Sensitive = sensitivityOf(index) });
        }

        return columns;
    }
}
