using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>A head that stays in sight is often drawn as a table of its own, beside the table that has it.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class HeadDrawnTwiceTests(BrowserFixture browser)
{
    private const string Head = "<thead><tr><th>No.</th><th>Amount</th></tr></thead>";
    private const string Full = $"<table>{Head}<tbody><tr><td>1</td><td>5</td></tr><tr><td>2</td><td>7</td></tr></tbody></table>";

    [Theory]
    [InlineData($"<div style='position:fixed;top:60px'><table>{Head}</table></div>{Full}")]
    [InlineData($"<div style='position:sticky;top:0;height:0'><table>{Head}<tbody></tbody></table></div>{Full}")]
    [InlineData($"<div><table>{Head}</table></div><div>{Full}</div>")]
    [InlineData($"<div><table>{Head}</table></div><div style='height:30px;overflow:auto'>{Full}</div>")]
    [InlineData($"<div><table aria-hidden=true>{Head}</table></div>{Full}")]
    public async Task It_is_no_table_beside_the_one_with_the_rows(string html)
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2>{html}"));
        await ListedAsync(site, "Orders");
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Lines.ShouldBe(["1|5", "2|7"]);
    }

    [Fact]
    public async Task The_head_of_an_empty_table_below_another_one_is_not_the_head_of_that()
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Today</h2><table><tr><td>17 Total</td><td>5 Late</td></tr></table><h2>Orders</h2><table>{Head}<tbody></tbody></table>"));
        await ListedAsync(site, "Today, Orders");
        (await Extraction.AllAsync(browser, site.Portal(), "Today")).Columns.ShouldNotContain("No.");
    }

    [Theory]
    [InlineData("<tr class=tableheader><td>No.<td>Amount", "No.,Amount", 0)]
    [InlineData("<tr><td class=col-head>No.<td class=col-head>Amount", "No.,Amount", 0)]
    [InlineData("<tr class=first><td>No.<td>Amount", "column_1,column_2", 1)]
    [InlineData("<tr class=header><td>17<td>5", "column_1,column_2", 1)]
    public async Task A_row_alone_is_the_head_where_its_author_calls_it_so(string row, string columns, int rows)
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><table>{row}</table>"));
        var table = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        string.Join(',', table.Columns).ShouldBe(columns);
        table.Lines.Count().ShouldBe(rows);
    }

    [Fact]
    public async Task An_empty_table_drawn_twice_is_one()
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><table>{Head}</table><table>{Head}<tbody></tbody></table>"));
        await ListedAsync(site, "Orders");
    }

    [Fact]
    public async Task Each_of_several_tables_may_have_its_own()
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><table>{Head}</table>{Full}<h2>Offers</h2><table>{Head}</table>{Full}"));
        await ListedAsync(site, "Orders, Offers");
    }

    [Theory]
    [InlineData($"<h2>Open</h2><table>{Head}</table><h2>Closed</h2>{Full}", "Open, Closed")]
    [InlineData($"<h2>Orders</h2><table aria-label=Open>{Head}</table>{Full}", "Open, Orders")]
    [InlineData($"<h2>Orders</h2><table>{Head}</table><p>Those of before</p>{Full}", "Orders (1), Orders (2)")]
    [InlineData($"<h2>Orders</h2><table><tr><th>No.</th><th>Weight</th></tr></table>{Full}", "Orders (1), Orders (2)")]
    [InlineData($"<h2>Orders</h2><div style='float:left;margin-right:50px'><table>{Head}</table></div><div style='float:left'>{Full}</div>", "Orders (1), Orders (2)")]
    public async Task A_table_that_is_empty_stays(string html, string names)
    {
        await using var site = await browser.SiteAsync(("/", html));
        await ListedAsync(site, names);
    }

    private async Task ListedAsync(TestSite site, string names) =>
        string.Join(", ", (await Should.ThrowAsync<BlockFault>(() => Extraction.AllAsync(browser, site.Portal(), "Invoices"))).Allowed).ShouldBe(names);
}
