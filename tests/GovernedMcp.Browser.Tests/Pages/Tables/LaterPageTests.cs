using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Portals that show another page of a list than its first, as one of last time: what comes before it was not read.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class LaterPageTests(BrowserFixture browser)
{
    private const string Words = "<a href='/?page={prev}'>‹ Previous</a> <a href='/?page={next}'>Next ›</a>";

    [Theory]
    [InlineData(2, Words)]
    [InlineData(3, Words)]
    [InlineData(2, "<nav><a href='/?page=1'>1</a> <a href='/?page=2'>2</a> <a href='/?page=3'>3</a></nav>")]
    [InlineData(2, "<a rel=prev href='/?page={prev}'>«</a> <a rel=next href='/?page={next}'>»</a>")]
    [InlineData(3, "<table><tr><td><form action=/><input type=hidden name=page value={prev}><input type=submit value='<' title=Previous></form></td><td><select><option>3</select></td></tr></table>")]
    public async Task Read_from_a_later_page_a_table_is_not_complete(int page, string pager)
    {
        await using var site = Site(page, pager, await TestSite.StartAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(Enumerable.Range(page, 4 - page).Select(number => $"{number}"));
        result.Why.ShouldNotBeNull().ShouldContain("not the first");
    }

    [Theory]
    [InlineData(Words)]
    [InlineData("<nav><a href='/?page=1'>1</a> <a href='/?page=2'>2</a> <a href='/?page=3'>3</a></nav>")]
    [InlineData("<a href='#'>Previous</a> <a href='/?page={next}'>Next</a>")]
    [InlineData("<a href='/?page={prev}' class=disabled>Previous</a> <a href='/?page={next}'>Next</a>")]
    [InlineData("<form action=/><button name=page value={prev} disabled>Previous</button> <a href='/?page={next}'>Next</a></form>")]
    [InlineData("<form><button type=submit onclick='return false'>Previous</button></form> <a href='/?page={next}'>Next</a>")]
    public async Task Read_from_its_first_it_is(string pager)
    {
        await using var site = Site(1, pager, await TestSite.StartAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("Showing rows 4 - 5 (6 total, Query took 0.0002 seconds.)", 6)]
    [InlineData("0 - 1, 2 in total", 2)]
    [InlineData("From 4 - 5 (6 totally new)", null)]
    [InlineData("From 4 - 9 (12 total)", null)]
    public async Task What_is_said_of_the_rows_beside_a_pager_in_a_table_of_its_own_counts(string said, int? total)
    {
        await using var site = await TestSite.StartAsync(("/", $"<h2>Orders</h2><p>{said}</p><table><tr><td><form action=/><select name=page><option>1<option>2</select></form></td><td>Rows: <input size=3></td></tr></table><table aria-label=Orders><tr><th>No.</th></tr><tr><td>5</td></tr><tr><td>6</td></tr></table>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        ((decimal?)result.Last["total"]).ShouldBe(total);
        // The choice of pages beside it speaks of further rows.
        result.Complete.ShouldBe(total is 2);
    }

    // The start page is the one of last time; a link to where there is no page is none.
    private static TestSite Site(int first, string pager, TestSite site)
    {
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], out var asked) ? asked : first;
            var bar = pager.Replace($"<a href='/?page={page}'>{page}</a>", $"<b>{page}</b>", StringComparison.Ordinal).Replace("{prev}", $"{page - 1}", StringComparison.Ordinal).Replace("{next}", $"{page + 1}", StringComparison.Ordinal)
                .Replace("<a href='/?page=0'>‹ Previous</a>", "‹ Previous", StringComparison.Ordinal).Replace("<a href='/?page=4'>Next ›</a>", "Next ›", StringComparison.Ordinal)
                .Replace("<a rel=next href='/?page=4'>»</a>", "", StringComparison.Ordinal).Replace("<a href='/?page=4'>Next</a>", "", StringComparison.Ordinal);
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($"<!doctype html><h2>Orders</h2><table><tr><th>No.</th></tr><tr><td>{page}</td></tr></table><p>{bar}</p>");
        });
        return site;
    }
}
