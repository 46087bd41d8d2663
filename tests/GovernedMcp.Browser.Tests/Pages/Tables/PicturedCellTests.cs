using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Cells that say by a picture what others say in words.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class PicturedCellTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_cell_that_shows_one_icon_alone_says_what_the_icon_is_called()
    {
        await using var site = await browser.SiteAsync(("/", """
            <style>i { display: inline-block; width: 16px; height: 16px; background: #333 }</style>
            <table aria-label=Customers><tr><th><i data-icon="expand_more"></i></th><th>Name</th><th>Active</th><th>Paid</th><th>Due</th><th>Stars</th></tr>
            <tr><td><button><i data-icon="more_vert"></i></button></td><td>Ada</td><td><span class="v-icon"><i data-icon="check"></i></span></td><td><i class="bi bi-x-lg"></i></td><td><svg width=16 height=16><use href="#clock"/></svg></td><td><i data-icon="star"></i><i data-icon="star_half"></i></td></tr>
            <tr><td><button><i data-icon="more_vert"></i></button></td><td>Bob</td><td><span class="v-icon"><i data-icon="close"></i></span></td><td><i class="bi bi-check-lg">yes</i></td><td><i style="display:none" data-icon="clock"></i></td><td></td></tr></table>
            """));
        (await Extraction.AllAsync(browser, site.Portal(), "Customers")).Lines.ShouldBe(["|Ada|check|x-lg|clock|", "|Bob|close|yes||"]);
    }
}
