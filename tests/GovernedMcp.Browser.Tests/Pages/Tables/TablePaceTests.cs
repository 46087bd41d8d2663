using System.Diagnostics;
using System.Globalization;
using System.Text;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>What reading a large table costs. Times are measured when asked to (<c>GOVERNED_MCP_PACE=1</c>): on a busy machine they say little.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class TablePaceTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const int Rows = 5_000;
    private const int Columns = 8;
    private const int Rounds = 20;

    private const string ByHand = "() => JSON.stringify([...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).map(row => [...row.cells].map(cell => cell.textContent.trim())))";

    // The one that leaves out what is not rendered or not visible, as far as the browser itself tells it.
    private const string ByHandAsShown = "() => JSON.stringify([...document.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.innerText.trim())))";

    // The same with what nobody sees left out as far as one style of each cell tells it.
    private const string ByHandWithCare = """
        () => JSON.stringify([...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).map(row => [...row.cells].filter(cell => {
          const style = getComputedStyle(cell), box = cell.getBoundingClientRect();
          return cell.checkVisibility() && style.visibility === 'visible' && style.opacity > 0.06 && parseFloat(style.fontSize) >= 2 && style.color !== style.backgroundColor && style.clipPath === 'none' && box.width > 1 && box.height > 1;
        }).map(cell => cell.textContent.trim())))
        """;

    [Fact]
    public async Task The_rows_of_a_reply_take_hardly_more_than_their_CSV()
    {
        await using var site = await TestSite.StartAsync(("/", Page()));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var block = new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf);
        var (bytes, rows) = (0, 0);
        for (string? cursor = null; rows == 0 || cursor is not null;)
        {
            (string, object)[] arguments = [("table", "Orders"), ("limit", Rows), .. cursor is null ? Array.Empty<(string, object)>() : [("cursor", cursor)]];
            var result = await block.RunAsync(Policed.Permit("portal_extract", site.Portal(), session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
            bytes += Encoding.UTF8.GetByteCount(result.Data.ToJsonString());
            rows += (int)result.Data["row_count"]!;
            cursor = (string?)result.Data["next_cursor"];
        }

        var csv = Encoding.UTF8.GetByteCount(string.Concat(Enumerable.Range(0, Rows).Select(row => string.Join(',', Enumerable.Range(0, Columns).Select(column => Cell(row, column))) + "\n")));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows: {bytes} bytes of replies, {csv} bytes of CSV, ratio {bytes / (double)csv:F3}"));
        rows.ShouldBe(Rows);
        (bytes / (double)csv).ShouldBeLessThan(1.1);
    }

    [Fact]
    public async Task Five_thousand_rows_take_about_as_long_as_by_hand()
    {
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_PACE") != "1") return;
        await using var site = await TestSite.StartAsync(("/", Page()));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var ask = new TableAsk { Root = Vendor.By(LocatorBy.Role, "Orders", "table"), Wait = 2_000 };
        (Func<Task> Read, List<double> Times)[] ways =
        [
            (async () => (await TableScript.AskAsync(session, ask, CancellationToken.None)).Rows.Count.ShouldBe(Rows), []),
            (() => session.Page.EvaluateAsync<string>(ByHand), []),
            (() => session.Page.EvaluateAsync<string>(ByHandAsShown), []),
            (() => session.Page.EvaluateAsync<string>(ByHandWithCare), []),
        ];
        // What one leaves behind is swept up in the time of the next, so each comes after each.
        int[][] orders = [[0, 1, 2, 3], [1, 3, 0, 2], [2, 0, 3, 1], [3, 2, 1, 0]];
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var way in orders[round % orders.Length])
            {
                var time = await TimeAsync(ways[way].Read);
                if (round > 0) ways[way].Times.Add(time);
            }
        }

        var (table, hand, inner, care) = (Median(ways[0].Times), Median(ways[1].Times), Median(ways[2].Times), Median(ways[3].Times));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"table {table:F0} ms; by hand: textContent {hand:F0} ms (ratio {table / hand:F2}), innerText {inner:F0} ms (ratio {table / inner:F2}), with care {care:F0} ms (ratio {table / care:F2})"));
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string Cell(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"value {row}-{column}");

    private static string Page() => $"""
        <!doctype html><h1>Orders</h1><table aria-label=Orders><thead><tr>{string.Concat(Enumerable.Range(0, Columns).Select(column => $"<th>Column {column}"))}</tr></thead>
        <tbody>{string.Concat(Enumerable.Range(0, Rows).Select(row => $"<tr>{string.Concat(Enumerable.Range(0, Columns).Select(column => $"<td>{Cell(row, column)}"))}"))}</tbody></table>
        """;
}
