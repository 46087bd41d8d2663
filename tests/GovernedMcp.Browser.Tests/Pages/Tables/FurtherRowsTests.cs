using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Pagers in the words and signs of many pages; and what only speaks of further rows, so that a table is not called complete.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class FurtherRowsTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<p>Pages: {[1]} {[2]} {[3]}</p>")]
    [InlineData("<p>Pages: [{1}] [{2}] [{3}]</p>")]
    [InlineData("<p>{01} | {02} | {03}</p>")]
    [InlineData("<p>{next:Next 10 »}</p>")]
    [InlineData("<p>{next:next -&gt;}</p>")]
    [InlineData("<p>{next:Older entries}</p>")]
    [InlineData("<p>{next:▶}</p>")]
    [InlineData("<p>{next:Show Next ▶}</p>")]
    [InlineData("<p>{next:Show next 10}</p>")]
    [InlineData("<p>{next:Weiter &gt;}</p>")]
    public async Task Pages_are_turned_to_the_last(string pager)
    {
        await using var site = Site(pager, await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("Showing 0 to 0 of 0 entries", true)]
    [InlineData("Showing 0 to 0 of 12 entries", false)]
    [InlineData("", false)]
    public async Task An_empty_table_is_complete_where_the_page_counts_no_row(string says, bool complete)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><label>Show <select><option>10<option>25</select> entries</label><table><thead><tr><th>No<th>State</thead><tr><td colspan=2>No data</table><p>{says}</p>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (result.Lines.Count(), result.Complete).ShouldBe((0, complete));
    }

    [Theory]
    [InlineData("treegrid", "<tr aria-level=1 aria-expanded=false><td>1<td>open</tr><tr aria-level=1><td>2<td>open</tr>", false)]
    [InlineData("treegrid", "<tr aria-level=1 aria-expanded=true><td>1<td>open</tr><tr aria-level=2><td>2<td>open</tr>", true)]
    [InlineData("treegrid", "<tr aria-level=1 aria-expanded=true><td>1<td>open</tr><tr aria-level=2 aria-expanded=false hidden><td>3<td>open</tr><tr aria-level=1><td>2<td>open</tr>", true)]
    [InlineData("table", "<tr aria-expanded=false><td>1<td>open</tr><tr><td>2<td>open</tr>", true)]
    public async Task A_tree_with_rows_that_are_folded_in_is_not_complete(string role, string rows, bool complete)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><table role={role}><thead><tr><th>No<th>State</thead><tbody>{rows}</table>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (result.Lines.Count(), result.Complete).ShouldBe((2, complete));
        if (!complete) result.Why!.ShouldContain("folded");
    }

    [Theory]
    [InlineData("<p>Page 1 of 6</p>", "page 1 of 6")]
    [InlineData("<label>Copies <select><option>1<option>2<option>3</select></label>", "combobox")]
    [InlineData("<form>Seite <input name=p value=1 size=2> von 6 <button>Los</button></form>", "seite 1 von 6")]
    [InlineData("<p>57 results</p>", "57 results")]
    [InlineData("<label>Show <select><option>10<option>25</select></label> 57 entries", "57 entries")]
    [InlineData("<form>Showing <select name=length><option>1<option>25</select> of 57 entries</form>", "1 of 57")]
    [InlineData("<p>Showing 1 of 57</p>", "1 of 57")]
    [InlineData("<p>Order count: 57</p>", "count: 57")]
    [InlineData("<p>Anzahl der Aufträge: 57</p>", "anzahl der aufträge: 57")]
    [InlineData("<a href='/all' title='Jump to last page'><img alt='' width=9 height=9></a>", "Jump to last page")]
    [InlineData("<a href='/all'>Load more</a>", "Load more")]
    [InlineData("<button>Load more</button><p><button>Show more</button></p>", "Load more")]
    [InlineData("<a href='/all'>View all 57 orders</a>", "View all 57 orders")]
    [InlineData("<p><b>1-1</b> | <a href='/?page=2'>2-2</a></p>", "2-2")]
    [InlineData("<button><i class='fa fa-chevron-right' style='display:inline-block;width:9px;height:9px'></i></button>", "an arrow")]
    public async Task What_speaks_of_further_rows_is_told_and_not_pressed(string sign, string told)
    {
        await using var site = Site(sign, await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Complete.ShouldBeFalse();
        result.Why.ShouldNotBeNull().ShouldContain(told);
        site.Requests.ShouldNotContain(request => request.Contains("page=") || request.Contains("/all"));
    }

    [Fact]
    public async Task What_listens_within_a_button_turns_the_page()
    {
        const string Turn = "const cell = document.querySelector('td'); cell.textContent = Number(cell.textContent) + 1; if (cell.textContent === '3') this.parentElement.remove()";
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><table><tr><th>No.</th></tr><tr><td>1</td></tr></table><p><button style='padding:20px'><span onclick=\"{Turn}\">Next</span></button></p>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("Load more", 500)]
    [InlineData("Mehr anzeigen …", 2)]
    public async Task One_button_of_its_own_that_adds_rows_is_pressed_until_it_is_gone(string button, int limit)
    {
        await using var site = Site($"<button id=more onclick=\"const row = document.querySelector('table').insertRow(); row.insertCell().textContent = row.rowIndex; if (row.rowIndex === 5) this.remove()\">{button}</button>", await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders", limit);
        result.Lines.ShouldBe(["1", "2", "3", "4", "5"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("<p>Page 1 of 1</p>")]
    [InlineData("<p>1 result</p>")]
    [InlineData("<p>Order count: 1</p>")]
    [InlineData("<p>Discount: 57, account: 57</p>")]
    [InlineData("<a href='#'>Last page</a> <a aria-disabled=true href='/all'>Last page</a> <a href='/'>Last page</a>")]
    [InlineData("<p>Total: 57.00 EUR, score 1/57, 28-11-2026</p>")]
    [InlineData("<nav><a href='/cart'>Cart: 12 items</a></nav><aside>57 results in the archive</aside>")]
    [InlineData("<label>Rows <select><option>10<option>25<option>50</select></label>")]
    [InlineData("<form>Show <select name=length><option>10<option selected>25<option>50</select> entries</form>")]
    [InlineData("<form>Show <input name=length value=25 size=2> rows <button>Go</button></form>")]
    [InlineData("<p>25 entries per page</p>")]
    [InlineData("<label>Page <select><option>1</select></label>")]
    [InlineData("<button disabled><i class='fa fa-chevron-right' style='display:inline-block;width:9px;height:9px'></i></button>")]
    [InlineData("<h2>Stock</h2><table><tr><th>Part</th></tr><tr><td>a</td></tr><tr><td>b</td></tr></table><p>Page 1 of 6 <button>Load more</button></p>")]
    public async Task What_speaks_of_no_row_of_it_leaves_it_complete(string sign)
    {
        await using var site = Site(sign, await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("<a href='/?at=all'>All</a>&nbsp;<strong>(A)</strong>&nbsp;{links}", false)]
    [InlineData("<a href='/?at=all'>All</a> A {links}", false)]
    [InlineData("<ul><li class=active><a href='/?at=a'>A</a></li>{items}</ul>", false)]
    [InlineData("<button aria-pressed=true>A</button>{buttons}<button>All</button>", false)]
    [InlineData("<strong>All</strong> <a href='/?at=a'>A</a> {links}", true)]
    [InlineData("<b>Z</b> {links}", false)]
    [InlineData("Z {links}", true)]
    [InlineData("<a href='#a'>A</a> {jumps}", true)]
    [InlineData("<b>A</b> <a href='/?at=b'>B</a> <a href='/?at=c'>C</a>", true)]
    public async Task A_list_of_one_letter_is_not_all_of_it(string letters, bool complete)
    {
        var bar = new[] { ("links", " <a href='/?at={0}'>{0}</a>"), ("items", "<li><a href='/?at={0}'>{0}</a></li>"), ("buttons", "<button>{0}</button>"), ("jumps", " <a href='#{0}'>{0}</a>") }
            .Aggregate(letters, (text, kind) => text.Replace($"{{{kind.Item1}}}", string.Concat("BCDEFGHIKL".Select(letter => kind.Item2.Replace("{0}", $"{letter}", StringComparison.Ordinal))), StringComparison.Ordinal));
        await using var site = await browser.SiteAsync(("/", $"<div>{bar}</div><h2>People</h2><table><tr><th>Name<th>Town</tr><tr><td>Ada<td>Rome</tr><tr><td>Anne<td>Paris</tr></table>"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "People");
        (result.Rows.Count, result.Complete).ShouldBe((2, complete), result.Why);
        if (!complete) result.Why.ShouldNotBeNull().ShouldContain("further rows");
        site.Requests.ShouldNotContain(request => request.Contains("at="));
    }

    /// <summary>A list beside the table, whose arrow opens what is edited of it.</summary>
    [Theory]
    [InlineData("<a href='/lists/edit?id=7' title=Edit>►</a>", "List", "1", true)]
    [InlineData("<a href='/lists/edit?id=7'>►</a>", "List", "1", false)]
    [InlineData("<a href='/lists/edit?id=7'>►</a>", "Orders", "1", false)]
    [InlineData("<a href='/?page=2' title=Pokaż>►</a>", "List", "1 2", true)]
    [InlineData("<a href='/page/2' title='Older ones'>►</a>", "List", "1 2", true)]
    public async Task An_arrow_that_leads_to_another_thing_turns_no_page(string arrow, string other, string rows, bool complete)
    {
        await using var site = await browser.SiteAsync(("/lists/edit", $"<h2>{other}</h2><table><tr><th>Field<th>Value</tr><tr><td>Colour<td>red</tr></table>"));
        foreach (var path in (string[])["/", "/page/2"])
        {
            site.Answer(path, http =>
            {
                var last = path.Length > 1 || http.Request.Query["page"] == "2";
                http.Response.ContentType = "text/html; charset=utf-8";
                return http.Response.WriteAsync($"<!doctype html><h2>Orders</h2><table><tr><th>No.</th></tr><tr><td>{(last ? 2 : 1)}</td></tr></table><div>{(last ? "" : arrow)} My list</div>");
            });
        }

        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (string.Join(' ', result.Lines), result.Complete).ShouldBe((rows, complete), result.Why);
        if (!complete) result.Why.ShouldNotBeNull().ShouldContain("another table");
    }

    // `{2}` is a link to page 2, and plain where the page is that; `{next:…}` leads to the next one, while there is one.
    private static TestSite Site(string pager, TestSite site)
    {
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], out var asked) ? asked : 1;
            var bar = System.Text.RegularExpressions.Regex.Replace(pager, @"\{(next:)?([^}]*)\}", hit =>
            {
                var to = hit.Groups[1].Success ? page + 1 : int.Parse(hit.Groups[2].Value.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture);
                return to == page ? hit.Groups[2].Value : to > 3 ? "" : $"<a href='/?page={to}'>{hit.Groups[2].Value}</a>";
            });
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($"<!doctype html><h2>Orders</h2><table><tr><th>No.</th></tr><tr><td>{page}</td></tr></table>{bar}");
        });
        return site;
    }
}
