using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>What of a table a permit lets read: columns that are not granted are not even fetched, but for the row key, which is not shown.</summary>
internal static class TableGrant
{
    public static TableAim Aim(Permit permit)
    {
        var arguments = permit.Call.Arguments;
        var name = arguments.Text("table");
        var declared = permit.Portal.Tables.GetValueOrDefault(name);
        var grant = permit.Scope.Tables.For(name, declared is not null)
            ?? throw new BlockFault(Rules.Scope.TableNotGranted, $"table `{Escaped.Short(name)}` is not in the scope of workflow `{permit.Workflow.Name}`");
        var asked = arguments.List("columns").Distinct(StringComparer.Ordinal).ToList();
        var where = new RowFilter(arguments.Tests("where"));
        Check(permit, grant, name, asked.Concat(where.Columns));
        var aim = new TableAim { Name = name, Declared = declared, Where = where, Locale = permit.Portal.Locale, Granted = grant, Known = Known(permit, declared) };
        if (declared is not { Columns.Count: > 0 }) return aim with { Shown = asked, Masks = [.. permit.Portal.Tables.Values.SelectMany(table => table.Columns).Where(column => column.Sensitive != Sensitivity.None).Select(column => new ColumnMask([.. column.Headers.DefaultIfEmpty(column.Key)], column.Sensitive))] };

        var granted = declared.Columns.Where(column => grant.Allows(column.Key)).ToList();
        where.Check(granted);
        foreach (var key in asked.Where(key => granted.TrueForAll(column => column.Key != key))) throw RowFilter.UnknownColumn(key, granted);
        List<string> shown = asked.Count > 0 ? asked : [.. granted.Select(column => column.Key)];
        return aim with
        {
            Shown = shown,
            Columns = [.. declared.Columns.Where(column => shown.Contains(column.Key) || where.Columns.Contains(column.Key) || declared.RowKey.Contains(column.Key))],
        };
    }

    private static List<Locator> Known(Permit permit, Table? declared) =>
        [.. permit.Portal.Tables.Values.Where(table => table != declared && !Shows(table, permit.Scope.Tables.For(table.Name, declared: true))).Select(table => table.Root)];

    private static bool Shows(Table table, NameGrant? grant) => grant is not null && table.Columns.All(column => column.Sensitive == Sensitivity.None && grant.Allows(column.Key));

    private static void Check(Permit permit, NameGrant grant, string table, IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !grant.Allows(name)) is { } denied)
            throw new BlockFault(Rules.Scope.ColumnNotGranted, $"column `{Escaped.Short(denied)}` of table `{Escaped.Short(table)}` is not in the scope of workflow `{permit.Workflow.Name}`");
    }
}
