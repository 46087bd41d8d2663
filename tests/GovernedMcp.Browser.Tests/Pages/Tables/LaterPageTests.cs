using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Portals that show another page of a list than its first, as one of last time: what comes before it was not read.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class LaterPageTests(BrowserFixture browser)
{
    private const string Words = "<a href='/?page={prev}'>‹ Previous</a> <a href='/?page={next}'>Next ›</a>";

    [Theory]
    [InlineData(2, Words)]
    [InlineData(3, Words)]
    [InlineData(2, "<nav><a href='/?page=1'>1</a> <a href='/?page=2'>2</a> <a href='/?page=3'>3</a></nav>")]
    [InlineData(2, "<a rel=prev href='/?page={prev}'>«</a> <a rel=next href='/?page={next}'>»</a>")]
    [InlineData(3, "<table><tr><td><form action=/><input type=hidden name=page value={prev}><input type=submit value='<' title=Previous></form></td><td><select><option>3</select></td></tr></table>")]
    [InlineData(3, "<form action=/><input type=hidden name=page value={prev}><input type=submit value='◀ Show Previous'></form>")]
    public async Task Read_from_a_later_page_a_table_is_not_complete(int page, string pager)
    {
        await using var site = Site(page, pager, await browser.SiteAsync());
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
        await using var site = Site(1, pager, await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    /// <summary>Two lists of one page, each with arrows above and below it, on another page than the first.</summary>
    [Theory]
    [InlineData("<h3>{0}</h3><div><a href='?at=1#{0}'>Previous Page</a> <a href='?at=3#{0}'>Next Page</a></div><table aria-label={0}><tr><th>No.</th></tr><tr><td>4</td></tr></table><div><a href='?at=1#{0}'>Previous Page</a> <a href='?at=3#{0}'>Next Page</a></div>")]
    [InlineData("<table aria-label={0}><tr><th>No.</th></tr><tr><td>4</td></tr></table><a href='?at=1#{0}'>Previous Page</a>")]
    [InlineData("<a href='?at=1#{0}'>Previous Page</a><table aria-label={0}><tr><th>No.</th></tr><tr><td>4</td></tr></table><a href='?at=0#{0}'>Previous Page</a>")]
    public async Task Of_two_lists_on_a_later_page_none_is_complete(string list)
    {
        await using var site = await browser.SiteAsync(("/", string.Concat(new[] { "Orders", "Offers" }.Select(name => list.Replace("{0}", name, StringComparison.Ordinal)))));
        foreach (var name in new[] { "Orders", "Offers" })
        {
            var result = await Extraction.AllAsync(browser, site.Portal(), name);
            result.Complete.ShouldBeFalse(name);
        }
    }

    [Theory]
    [InlineData("Showing rows 4 - 5 (6 total, Query took 0.0002 seconds.)", 6)]
    [InlineData("0 - 1, 2 in total", 2)]
    [InlineData("From 4 - 5 (6 totally new)", null)]
    [InlineData("From 4 - 9 (12 total)", null)]
    public async Task What_is_said_of_the_rows_beside_a_pager_in_a_table_of_its_own_counts(string said, int? total)
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><p>{said}</p><table><tr><td><form action=/><select name=page><option>1<option>2</select></form></td><td>Rows: <input size=3></td></tr></table><table aria-label=Orders><tr><th>No.</th></tr><tr><td>5</td></tr><tr><td>6</td></tr></table>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        ((decimal?)result.Last["total"]).ShouldBe(total);
        // The choice of pages beside it speaks of further rows.
        result.Complete.ShouldBe(total is 2);
    }

    /// <summary>A grid that a script turns; its pager shows the numbers around the page that it is at.</summary>
    private const string Scripted = """
        <h1>Orders</h1><div><table aria-label=Orders><thead><tr><th>No.</th></tr></thead><tbody></tbody></table><nav aria-label=Pagination></nav></div>
        <script>
          let at = {FIRST};
          const last = 8, body = document.querySelector('tbody'), nav = document.querySelector('nav');
          const show = () => {
            body.innerHTML = [1, 2, 3].map(one => `<tr><td>A-${at * 10 + one}</td></tr>`).join('');
            const from = Math.min(Math.max(at - 2, 1), last - 4), way = (name, to) => `<li><button type=button aria-label="${name}" ${to < 1 || to > last ? 'disabled' : ''} onclick="at = ${to}; show()"><i></i></button></li>`;
            nav.innerHTML = `{SAID}<ul>${way('Go to previous page.', at - 1)}${[0, 1, 2, 3, 4].map(add => from + add).map(page => `{NUMBER}`).join('')}${way('{NEXT}', at + 1)}</ul>`;
          };
          show();
        </script>
        """;

    private const string Numbered = "<li><button type=button ${page === at ? 'aria-current=page' : ''} onclick=\"at = ${page}; show()\">${page}</button></li>";

    [Theory]
    [InlineData(1, "", "Go to next page.", Numbered, null)]
    [InlineData(1, "", "Advance", Numbered, null)]
    [InlineData(1, "<span>Page ${at} of ${last} (24 items)</span>", "Go to next page.", "", null)]
    [InlineData(5, "", "Go to next page.", Numbered, "not the first")]
    [InlineData(8, "", "Go to next page.", "", "not the first")]
    [InlineData(3, "<p>${at * 3 - 2}-${at * 3} of 24</p>", "Go to next page.", "", "not the first")]
    [InlineData(1, "<span>Page ${at} of ${last}</span>", "Advance", "${at === 1 && page < 3 ? `<li><button type=button ${page === at ? 'aria-current=page' : ''} onclick=\"at = ${page}; show()\">${page}</button></li>` : ''}", "speaks of further rows")]
    public async Task A_grid_is_complete_where_its_pager_led_to_its_end_from_its_beginning(int first, string said, string next, string number, string? why)
    {
        var page = Scripted.Replace("{FIRST}", $"{first}", StringComparison.Ordinal).Replace("{SAID}", said, StringComparison.Ordinal).Replace("{NEXT}", next, StringComparison.Ordinal).Replace("{NUMBER}", number, StringComparison.Ordinal);
        await using var site = await browser.SiteAsync(("/", page));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        if (why is not null) result.Why.ShouldNotBeNull().ShouldContain(why);
        else result.Lines.ShouldBe(Enumerable.Range(1, 8).SelectMany(at => Enumerable.Range(1, 3).Select(one => $"A-{(at * 10) + one}")));
        result.Complete.ShouldBe(why is null, result.Why);
    }

    [Fact]
    public async Task Rows_that_come_late_to_a_table_that_is_drawn_are_waited_for()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h1>Orders</h1><div></div>
            <script>
              setTimeout(async () => {
                document.querySelector('div').innerHTML = '<table aria-label=Orders><thead><tr><th>No.</th></tr></thead><tbody></tbody></table>';
                const rows = await (await fetch('/rows')).json();
                document.querySelector('tbody').innerHTML = rows.map(row => `<tr><td>${row}</td></tr>`).join('');
              }, 1000);
            </script>
            """));
        site.Answer("/rows", async http =>
        {
            await Task.Delay(2_000);
            await http.Response.WriteAsJsonAsync(new[] { "A-1", "A-2" });
        });
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["A-1", "A-2"]);
    }

    [Fact]
    public async Task Boxes_to_tick_that_say_so_to_the_browser_alone_are_read()
    {
        const string Box = "<div role=checkbox aria-checked={0} aria-disabled=true tabindex=-1><div style='width:1px;height:1px;overflow:hidden'><input type=checkbox aria-hidden=true inert></div><div style='width:9px;height:9px;border:1px solid'></div></div>";
        await using var site = await browser.SiteAsync(("/", $"<table aria-label=Orders><tr><th>No.</th><th>Urgent</th></tr><tr><td>1</td><td>{Box.Replace("{0}", "true", StringComparison.Ordinal)}</td></tr><tr><td>2</td><td>{Box.Replace("{0}", "false", StringComparison.Ordinal)}</td></tr></table>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Lines.ShouldBe(["1|yes", "2|no"]);
    }

    [Fact]
    public async Task A_switch_that_is_drawn_around_a_clear_box_to_tick_is_read()
    {
        const string Switch = "<span style='position:relative;display:inline-block;width:40px;height:20px;background:#aaa'><input type=checkbox aria-label=Urgent style='opacity:0;position:absolute;width:100%;height:100%;margin:0' {0}></span>";
        await using var site = await browser.SiteAsync(("/", $"<table aria-label=Orders><tr><th>No.</th><th>Urgent</th></tr><tr><td>1</td><td>{string.Format(null, Switch, "checked")}</td></tr><tr><td>2</td><td>{string.Format(null, Switch, "")}</td></tr></table>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Lines.ShouldBe(["1|yes", "2|no"]);
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
