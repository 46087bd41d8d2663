using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Downloads;

/// <summary>The row of a table that a download is in: by the columns that tell its rows apart.</summary>
internal sealed record DownloadRow(Table Table, IReadOnlyList<Column> Key, IReadOnlyList<string> Values)
{
    /// <exception cref="BlockFault">Not exactly the key columns are given.</exception>
    public static DownloadRow Of(DownloadPart part, Table table, IReadOnlyDictionary<string, FieldValue> values)
    {
        var key = table.RowKey;
        if (key.Count != values.Count || !key.All(values.ContainsKey))
            throw new BlockFault(Rules.Downloads.Row, $"download `{part.Name}` is in a row of table `{table.Name}`; give /row with {string.Join(" and ", key.Select(column => $"`{column}`"))}") { Allowed = key };
        return new DownloadRow(table, [.. key.Select(column => table.FindColumn(column)!)], [.. key.Select(column => values[column].Text)]);
    }

    public object Ask(Locator trigger) => new { root = Table.Root, columns = Key.Select(column => new { headers = column.Headers }), values = Values, locator = trigger };

    public BlockFault Fault(DownloadPart part, JsonElement answer) => answer.GetProperty("outcome").GetString() switch
    {
        "no_table" => new(Rules.Tables.NotFound, $"the page does not have the table `{Table.Name}`; go to where it is with portal_navigate"),
        "no_column" => new(Rules.Tables.Changed, $"the table `{Table.Name}` on the page lacks a column of its row key; the Skill has drifted from the page"),
        "no_row" => new(Rules.Downloads.Row, $"the rows that the page shows of `{Table.Name}` have none like this; go to the section with parameters that show it"),
        "rows" => new(Rules.Downloads.Row, $"several rows of `{Table.Name}` are like this, and none is guessed"),
        _ => LocatorFaults.Of(part.Trigger, answer),
    };
}
