using System.Diagnostics;
using System.Globalization;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>What reading ten pages of fifty rows costs, beside one who does it by hand. Measured when asked to (<c>GOVERNED_MCP_PACE=1</c>).</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PagingPaceTests(BrowserFixture browser, ITestOutputHelper output)
{
    private const int Rounds = 9;

    // Reads what is shown of six columns and goes on.
    private const string ByHand = """
        () => {
          const rows = JSON.stringify([...document.querySelectorAll('tbody tr')].map(row => [...row.cells].slice(0, 6).map(cell => cell.innerText)));
          [...document.querySelectorAll('a[href]')].find(link => link.innerText === 'Next')?.click();
          return rows;
        }
        """;

    [Fact]
    public async Task Ten_pages_of_fifty_rows_take_about_as_long_as_by_hand()
    {
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_PACE") != "1") return;
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var block = new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf);
        List<double> ours = [], hand = [];
        for (var round = 0; round <= Rounds; round++)
        {
            await StartAsync(vendor, session);
            var first = await TimeAsync(() => GoByHandAsync(session.Page));
            await StartAsync(vendor, session);
            var second = await TimeAsync(async () =>
            {
                var permit = Policed.Permit("portal_extract", vendor.Portal, session.Facts, null, [("table", "invoices"), ("format", "file"), ("columns", (string[])["number", "supplier", "due", "amount", "status", "iban"])]);
                (await block.RunAsync(permit, Policed.Run(), CancellationToken.None)).Rows.ShouldBe(500);
            });
            if (round == 0) continue;
            hand.Add(first);
            ours.Add(second);
        }

        var (extracted, by) = (Median(ours), Median(hand));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"500 rows over ten pages: {extracted:F0} ms; by hand {by:F0} ms, ratio {extracted / by:F2}"));
    }

    // Both begin on a first page that has come to rest.
    private static async Task StartAsync(Vendor vendor, BrowserSession session)
    {
        await session.Page.GotoAsync(vendor.App.Address + "billing/invoices");
        await Task.Delay(300);
    }

    private static async Task GoByHandAsync(IPage page)
    {
        for (var turns = 1; turns < 10; turns++)
        {
            using var next = new NextDocument(page);
            await page.EvaluateAsync<string>(ByHand);
            await next.WaitAsync(CancellationToken.None);
            await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        }

        (await page.EvaluateAsync<string>(ByHand)).ShouldContain("NW-2026-00001");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
