using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Everything that one table gave over all its replies.</summary>
internal sealed record Extraction(JsonArray Rows, JsonObject Last, List<string> Warnings, int Largest)
{
    public bool Complete => (bool)Last["complete"]!;
    public string? Why => (string?)Last["why_incomplete"];
    public IEnumerable<string> Columns => Last["columns"]!.AsArray().Select(column => (string)column!);
    public IEnumerable<string> Lines => Rows.Select(row => string.Join('|', row!.AsArray().Select(cell => cell?.ToString())));

    public static async Task<Extraction> AllAsync(BrowserFixture browser, Portal portal, string table, int limit = 500) =>
        await AllAsync(browser, await browser.OpenAsync(portal, "/"), table, limit);

    public static async Task<Extraction> AllAsync(BrowserFixture browser, BrowserSession session, string table, int limit = 500)
    {
        var block = new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf);
        var (rows, warnings, largest) = (new JsonArray(), new List<string>(), 0);
        for (string? cursor = null; ;)
        {
            (string, object)[] arguments = [("table", table), ("format", "json"), ("limit", limit), .. cursor is null ? Array.Empty<(string, object)>() : [("cursor", cursor)]];
            var result = await block.RunAsync(Policed.Permit("portal_extract", session.Portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
            foreach (var row in result.Data["rows"]!.AsArray()) rows.Add(row!.DeepClone());
            warnings.AddRange(result.Warnings);
            largest = Math.Max(largest, result.Data["rows"].ToJson().Length);
            cursor = (string?)result.Data["next_cursor"];
            if (cursor is null) return new Extraction(rows, result.Data, warnings, largest);
        }
    }

    public static async Task<JsonObject> RecordAsync(BrowserFixture browser, Portal portal, string record)
    {
        var session = await browser.OpenAsync(portal, "/");
        var block = new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf);
        var result = await block.RunAsync(Policed.Permit("portal_extract", portal, session.Facts, null, ("record", record)), Policed.Run(), CancellationToken.None);
        return result.Data["values"]!.AsObject();
    }
}
