using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Whether the table on the page is the one that was asked for and has its columns.</summary>
internal static class TableFit
{
    public static void Check(TableAim aim, IReadOnlyList<Column> columns, TablePage page, SessionNotes notes)
    {
        foreach (var missing in aim.Shown.Concat(aim.Where.Columns).Where(key => columns.All(column => column.Key != key))) throw RowFilter.UnknownColumn(missing, columns);
        if (page.Titles.Count == 0 && page.Count == 0) return;
        for (var index = 0; index < page.At.Count && index < columns.Count; index++)
        {
            var column = columns[index];
            if (page.At[index] == -2) throw new BlockFault(Rules.Tables.Ambiguous, $"two columns of table `{aim.Name}` are called like `{column.Key}`; the owner of the Skill must name one");
            if (page.At[index] >= 0) continue;
            if (column.Required || aim.RowKey.Contains(column.Key))
            {
                throw new BlockFault(Rules.Tables.Changed, $"table `{aim.Name}` has no column `{column.Key}` any more; the portal has changed, tell the owner of its Skill")
                {
                    Allowed = [.. page.Titles.Where(title => title.Length > 0)],
                };
            }

            notes.Warn($"table `{aim.Name}` has no column `{column.Key}` on the page; it stays empty");
        }
    }

    /// <summary>The table is not there, or not the only one.</summary>
    public static BlockFault Missing(TableAim aim, TablePage page)
    {
        var names = page.Names.Select(Escaped.Short).ToList();
        var list = names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"`{name}`"));
        return page.Outcome == "ambiguous"
            ? new BlockFault(Rules.Tables.Ambiguous, $"several tables match `{aim.Name}`: {list}; the owner of the Skill must name one") { Allowed = names }
            : new BlockFault(Rules.Tables.NotFound, $"the page has no table `{aim.Name}`; tables here: {list}") { Allowed = names };
    }
}
