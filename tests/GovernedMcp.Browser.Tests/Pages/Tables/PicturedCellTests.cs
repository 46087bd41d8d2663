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

    [Fact]
    public async Task A_cell_that_is_itself_a_box_to_tick_says_whether_it_is_ticked()
    {
        static string Row(string name, string ticked) => $"<div role=row><span role=gridcell>{name}</span><span role=gridcell tabindex=0 {ticked}><svg width=14 height=14><path d='M0 0h9v9z'/></svg></span></div>";
        await using var site = await browser.SiteAsync(("/", "<div role=grid aria-label=Customers><div role=row><span role=columnheader>Name</span> <span role=columnheader>Active</span></div>"
            + Row("Ada", "aria-checked=true") + Row("Bob", "aria-checked=false") + Row("Eve", "") + "</div>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Customers")).Lines.ShouldBe(["Ada|yes", "Bob|no", "Eve|"]);
    }

    [Theory]
    [InlineData("fas fa-lg fa-check-circle text-success", "check-circle")]
    [InlineData("fa-solid fa-check", "check")]
    [InlineData("fa fa-fw fa-times", "times")]
    [InlineData("far fa-square fa-2x", "square")]
    [InlineData("fas fa-lg", "")]
    [InlineData("bi bi-x bi-lock", "")]
    public async Task What_a_set_says_of_size_and_style_is_no_part_of_what_it_calls_an_icon(string classes, string told)
    {
        await using var site = await browser.SiteAsync(("/", $"<style>i {{ display: inline-block; width: 16px; height: 16px; background: #333 }}</style><table aria-label=Customers><tr><th>Name</th><th>Active</th></tr><tr><td>Ada</td><td><i class='{classes}'></i></td></tr></table>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Customers")).Lines.ShouldBe([$"Ada|{told}"]);
    }
}
