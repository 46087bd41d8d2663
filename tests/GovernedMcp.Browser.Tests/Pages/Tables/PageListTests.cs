using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Pages that are chosen from a list.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PageListTests(BrowserFixture browser)
{
    private const string Scripted = "<select onchange=\"setTimeout(() => document.querySelector('[aria-label=Orders] tbody').innerHTML = `<tr><td>${this.selectedIndex + 1}`, 150)\"><option>1<option>2<option>3</select>";

    [Theory]
    [InlineData($"<label>Page {Scripted}</label> of 3")]
    [InlineData($"<table><tr><td>Show {Scripted}</td><td>of 3 - <input size=3></td></tr></table>")]
    [InlineData($"<label>Seite {Scripted}</label><p>top</p>")]
    [InlineData("<form action=/><select name=page onchange=form.submit()>{OPTIONS}</select></form>")]
    [InlineData("<form action=/><label>Page <select name=page onchange=form.submit()>{OPTIONS}</select></label></form><form action=/><label>Page <select name=page onchange=form.submit()>{OPTIONS}</select></label></form>")]
    public async Task Every_page_is_chosen_in_turn(string list)
    {
        await using var site = Site(list, await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    // Numbers from one on may be anything; and a list with a button beside it does nothing by itself.
    [Theory]
    [InlineData("<form action=/><label>Copies <select name=page onchange=form.submit()><option>1<option>2<option>3</select></label></form>")]
    [InlineData("<form action=/><label>Rows per page <select name=page onchange=form.submit()><option>1<option>2<option>3</select></label></form>")]
    [InlineData("<form action=/><select name=page onchange=form.submit()><option>1<option>2<option>3</select> of 30</form>")]
    [InlineData("<form action=/><label>Page <select name=page><option>1<option>2<option>3</select></label><button>Show</button></form>")]
    public async Task What_may_be_no_page_is_not_chosen_and_what_turns_none_makes_nothing_complete(string list)
    {
        await using var site = Site(list, await browser.SiteAsync());
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1"]);
        result.Complete.ShouldBeFalse();
        site.Heard.ShouldAllBe(request => !request.Contains("page="));
    }

    [Fact]
    public async Task A_later_page_is_not_the_whole()
    {
        await using var site = await browser.SiteAsync();
        site.Page("/", "<!doctype html><h2>Orders</h2><label>Page <select><option>1<option>2<option selected>3</select></label><table><tr><th>No.</th></tr><tr><td>3</td></tr></table>");
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Complete.ShouldBeFalse();
    }

    private static TestSite Site(string list, TestSite site)
    {
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], out var asked) ? asked : 1;
            var options = string.Concat(Enumerable.Range(1, 3).Select(number => $"<option value={number}{(number == page ? " selected" : "")}>Page {number}"));
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($"<!doctype html><h2>Orders</h2>{list.Replace("{OPTIONS}", options, StringComparison.Ordinal)}<table aria-label=Orders><thead><tr><th>No.</th></tr></thead><tbody><tr><td>{page}</td></tr></tbody></table>");
        });
        return site;
    }
}
