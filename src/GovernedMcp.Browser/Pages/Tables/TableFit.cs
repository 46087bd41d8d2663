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
        aim.Where.Check(columns);
        if (page.Titles.Count == 0 && page.Count == 0) return;
        for (var index = 0; index < page.At.Count && index < columns.Count; index++)
        {
            var column = columns[index];
            if (page.At[index] == -2) throw new BlockFault(Rules.Tables.Ambiguous, $"two columns of {aim.Told} are called like {Named(aim, column, index)}; the owner of the Skill must name one");
            if (page.At[index] >= 0) continue;
            if (column.Required || aim.RowKey.Contains(column.Key))
            {
                throw new BlockFault(Rules.Tables.Changed, $"{aim.Told} has no column `{column.Key}` any more; the portal has changed, tell the owner of its Skill")
                {
                    Allowed = [.. page.Titles.Where(title => title.Length > 0)],
                };
            }

            notes.Warn($"{aim.Told} has no column {Named(aim, column, index)} on the page; it stays empty");
        }
    }

    /// <summary>The page calls so what the Skill declares, with its masks and the scope's columns.</summary>
    public static BlockFault Declared(TableAim aim) =>
        new(Rules.Scope.TableNotGranted, $"`{Escaped.Short(aim.Name)}` is a table that the Skill declares: ask for it by the name that it has there, if that is in the scope");

    public static BlockFault Moved() => new(Rules.Cursors.Unknown, "the page may show something else since the last rows; read the table again without cursor");

    // The header of a column that no Skill names is the page's.
    private static string Named(TableAim aim, Column column, int index) => aim.Declared is { Columns.Count: > 0 } ? $"`{column.Key}`" : $"{index + 1}";

    /// <summary>The table is not there, or not the only one.</summary>
    /// <param name="why">What more is known of where it may be, after the sentence.</param>
    /// <param name="quote">Words of the page that this speaks of.</param>
    public static BlockFault Missing(TableAim aim, string outcome, IReadOnlyList<string> names, string why = "", string? quote = null) => outcome == "ambiguous"
        ? new BlockFault(Rules.Tables.Ambiguous, $"several tables match `{Escaped.Short(aim.Name)}`{why}; the owner of the Skill must name one") { Allowed = names }
        : new BlockFault(Rules.Tables.NotFound, $"the page has no table `{Escaped.Short(aim.Name)}`; {(names.Count == 0 ? "it has none" : "data.allowed names those it has")}{why}") { Allowed = names, Quotes = quote is null ? [] : [quote] };
}
