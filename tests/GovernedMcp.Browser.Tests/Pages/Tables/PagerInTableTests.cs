using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>What turns the pages of a table may stand in it: in its foot, or a row of one cell, as grids of servers draw it.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PagerInTableTests(BrowserFixture browser)
{
    private const string Numbers = "<table><tr>{numbers}</tr></table>";

    [Theory]
    [InlineData("{titles}{rows}<tr><td colspan=2>" + Numbers + "</td></tr>")]
    [InlineData("<tr><td colspan=2>" + Numbers + "</td></tr>{titles}{rows}<tr><td colspan=2>" + Numbers + "</td></tr>")]
    [InlineData("<thead>{titles}</thead><tbody>{rows}</tbody><tfoot><tr><td>{next}</td><td></td></tr></tfoot>")]
    public async Task It_is_turned_to_the_last_page(string table)
    {
        await using var site = Site(table, await browser.SiteAsync(), (page, text) => $"<a href='/?page={page}'>{text}</a>");
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1|open", "2|open", "3|open"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_posts_turns_pages_where_the_Skill_lets_it_and_else_the_table_is_not_complete(bool declared)
    {
        await using var site = Site("{titles}{rows}<tr><td colspan=2>" + Numbers + "</td></tr>", await browser.SiteAsync(), (page, text) => $"<a href=\"javascript:post('{page}')\">{text}</a>");
        var portal = site.Portal();
        var result = await Extraction.AllAsync(browser, declared ? portal with { Writes = [new KnownRequest("POST", "/")] } : portal, "Orders");
        result.Complete.ShouldBe(declared);
        result.Lines.ShouldBe(declared ? ["1|open", "2|open", "3|open"] : ["1|open"]);
        if (!declared) result.Why.ShouldNotBeNull().ShouldContain("writes");
    }

    [Fact]
    public async Task What_stands_in_a_row_of_its_data_turns_nothing()
    {
        await using var site = Site("{titles}{rows}<tr><td><a href='/?page=2'>next</a></td><td>open</td></tr>", await browser.SiteAsync(), (_, text) => text);
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1|open", "next|open"]);
    }

    [Theory]
    [InlineData("<tr><td colspan=2><button type=button onclick='more()'>More</button></td></tr>")]
    [InlineData("<tr><td colspan=2><button type=button onclick='more()'>Mehr …</button></td></tr><tr><td colspan=2><button type=button onclick='more()'>Mehr …</button></td></tr>")]
    [InlineData("<tr><td colspan=2><button type=button onclick='more()'>Show more</button></td></tr>")]
    public async Task A_row_that_is_nothing_but_a_button_for_more_is_pressed_until_it_is_gone(string last)
    {
        const string more = "<script>function more() { const body = document.querySelector('tbody'), row = body.rows[body.rows.length - body.querySelectorAll('button').length - 1].cloneNode(true); row.cells[0].textContent = Number(row.cells[0].textContent) + 1; body.insertBefore(row, body.querySelector('button').closest('tr')); if (row.cells[0].textContent === '5') body.querySelectorAll('button').forEach(one => one.closest('tr').remove()); }</script>";
        await using var site = Site("<thead>{titles}</thead><tbody>{rows}" + last + "</tbody>" + more, await TestSite.StartAsync(), (_, text) => text);
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1|open", "2|open", "3|open", "4|open", "5|open"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("<tr><td colspan=2><a href='/all'>More</a></td></tr>")]
    [InlineData("<tr><td colspan=2><button type=button>More</button></td></tr><tr><td colspan=2>of this and that</td></tr><tr><td colspan=2><button type=button>More</button></td></tr>")]
    public async Task A_row_for_more_that_is_not_pressed_leaves_the_table_incomplete(string last)
    {
        await using var site = Site("{titles}{rows}" + last, await TestSite.StartAsync(), (_, text) => text);
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Complete.ShouldBeFalse();
        result.Why.ShouldNotBeNull().ShouldContain("More");
        site.Requests.ShouldNotContain(request => request.Contains("/all"));
    }

    private static TestSite Site(string table, TestSite site, Func<int, string, string> link)
    {
        site.Answer("/", async http =>
        {
            var asked = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync())["page"].ToString() : http.Request.Query["page"].ToString();
            var page = int.TryParse(asked, out var number) ? number : 1;
            var numbers = string.Concat(Enumerable.Range(1, 3).Select(at => $"<td>{(at == page ? $"<span>{at}</span>" : link(at, $"{at}"))}</td>"));
            var drawn = table.Replace("{titles}", "<tr><th>No.</th><th>State</th></tr>", StringComparison.Ordinal).Replace("{rows}", $"<tr><td>{page}</td><td>open</td></tr>", StringComparison.Ordinal)
                .Replace("{numbers}", numbers, StringComparison.Ordinal).Replace("{next}", page < 3 ? link(page + 1, "Next") : "", StringComparison.Ordinal);
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync($"<!doctype html><h2>Orders</h2><form name=f method=post action='/'><input type=hidden name=page><table>{drawn}</table></form><script>const post = page => {{ document.f.page.value = page; document.f.submit(); }};</script>");
        });
        return site;
    }
}
