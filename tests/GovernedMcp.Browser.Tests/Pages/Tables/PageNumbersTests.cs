using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Page numbers side by side with nothing but room between them, the one that the page is at in a field, plain, or marked.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PageNumbersTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<input type=number value={0} min=1 max=4 size=30>")]
    [InlineData("<span>{0}</span>")]
    [InlineData("<b class=current>{0}</b>")]
    [InlineData("<a href='/?page={0}' aria-current=page>{0}</a>")]
    public async Task With_nothing_but_room_between_them_they_are_turned_to_the_last(string at)
    {
        await using var site = await TestSite.StartAsync();
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], out var asked) ? asked : 1;
            var numbers = string.Concat(Enumerable.Range(1, 4).Select(number => number == page ? string.Format(null, at, page) : $"<a href='/?page={number}' style='margin:0 4px'>{number}</a>"));
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($"<!doctype html><h2>Orders</h2><form><div><div>Order count: 4</div><div>{numbers}<a href='/?page=4' title='Jump to last page'><img alt='' width=9 height=9></a></div></div>"
                + $"<table><tr><th>No.</th></tr><tr><td>{page}</td></tr></table></form>");
        });
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3", "4"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Theory]
    [InlineData("<p>Page {0} of 3</p>{1}", true)]
    [InlineData("{2}<p>Page {0} of 3</p>{1}", true)]
    [InlineData("{2}{1}<p>{0} / 3</p>", true)]
    [InlineData("<p>Page {0} of 3</p>{1}<button onclick='show(3)'><svg width=9 height=9></svg></button>", false)]
    [InlineData("<button disabled><svg width=9 height=9></svg></button>{2}<p>Page {0} of 3</p>{1}<button onclick='show(3)'><svg width=9 height=9></svg></button>", false)]
    public async Task Beside_what_page_it_is_a_button_without_a_name_leads_on_where_none_else_may(string bar, bool all)
    {
        const string Arrow = "<svg width=9 height=9></svg></button>";
        await using var site = await browser.SiteAsync(("/", $$"""
            <h2>Orders</h2><table><tr><th>No.</th></tr><tr><td id=cell></td></tr></table><div id=bar></div>
            <script>
              function show(page) {
                cell.textContent = page;
                bar.innerHTML = `{{bar}}`.replace('{0}', page)
                  .replace('{1}', page < 3 ? `<button onclick='show(${page + 1})'>{{Arrow}}` : '').replace('{2}', page > 1 ? `<button onclick='show(${page - 1})'>{{Arrow}}` : '');
              }
              show(1);
            </script>
            """));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(all ? ["1", "2", "3"] : ["1"]);
        (result.Why is null).ShouldBe(all, result.Why);
    }
}
