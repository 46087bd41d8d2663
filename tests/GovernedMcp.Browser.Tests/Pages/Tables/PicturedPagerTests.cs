using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Pagers of pictures alone, which have no size before they came.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PicturedPagerTests(BrowserFixture browser)
{
    private const string Picture = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

    [Fact]
    public async Task A_picture_that_turns_the_page_is_waited_for()
    {
        await using var site = await SiteAsync();
        site.Answer("/next1.svg", http => PictureAsync(http, 700));
        site.Answer("/next2.svg", http => PictureAsync(http, 700));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(["1", "2", "3"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Fact]
    public async Task Where_such_a_picture_does_not_come_no_page_is_called_the_last()
    {
        await using var site = await SiteAsync();
        var leave = new TaskCompletionSource();
        site.Answer("/next1.svg", http => PictureAsync(http, 0));
        site.Answer("/next2.svg", async http => await Task.WhenAny(leave.Task, Task.Delay(Timeout.Infinite, http.RequestAborted)));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        leave.SetResult();
        result.Lines.ShouldBe(["1", "2"]);
        result.Why.ShouldNotBeNull().ShouldContain("Next Page");
    }

    private static async Task PictureAsync(HttpContext http, int late)
    {
        await Task.Delay(late, http.RequestAborted);
        http.Response.ContentType = "image/svg+xml";
        await http.Response.WriteAsync(Picture);
    }

    private async Task<TestSite> SiteAsync()
    {
        var site = await browser.SiteAsync();
        site.Answer("/", http =>
        {
            var page = http.Request.Query["page"].ToString() switch { "2" => 2, "3" => 3, _ => 1 };
            http.Response.ContentType = "text/html";
            var next = page == 3 ? "" : $"<p><a href='/?page={page + 1}'><img src='/next{page}.svg' alt='Next Page'></a></p>";
            return http.Response.WriteAsync($"<!doctype html><h2>Orders</h2><table><tr><th>No.</th></tr><tr><td>{page}</td></tr></table>{next}");
        });
        return site;
    }
}
