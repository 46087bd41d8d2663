using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>The columns of a table that no Skill describes: each by its header, as text.</summary>
internal static class TitledColumns
{
    private const int LongestKey = 80;

    /// <param name="masks">What is shown of each; may be shorter.</param>
    public static IReadOnlyList<Column> Of(IReadOnlyList<string> titles, IReadOnlyList<Sensitivity> masks)
    {
        var columns = new List<Column>();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < titles.Count; index++)
        {
            var title = Escaped.Text(titles[index]);
            if (title.Length > LongestKey) title = title[..LongestKey];
            var key = title.Length == 0 ? $"column_{index + 1}" : title;
            for (var number = 2; !used.Add(key); number++) key = $"{(title.Length == 0 ? "column" : title)}_{number}";
            columns.Add(new Column(key, [titles[index]], ValueType.String) { Sensitive = masks.ElementAtOrDefault(index) });
        }

        return columns;
    }
}
