using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Pagers of scripts whose way on stays open on the last page.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class OpenEndTests(BrowserFixture browser)
{
    /// <summary>What the pager shows between its ways back and on, and what happens where there is no further page that it knows of.</summary>
    private const string Page = """
        <h2>Orders</h2><table><tr><th>No.</th></tr><tr><td id=cell></td></tr></table>
        <nav aria-label="pagination"><ul><li><a role="button" tabindex="0" aria-label="Go to previous page">Previous</a></li><span id="bar"></span><a role="button" tabindex="0" aria-label="Go to next page" onclick="next()">Next</a></ul></nav>
        <script>
          let at = 1;
          const last = LAST, beyond = async () => { BEYOND };
          const number = page => `<li><a role="button" tabindex="0" ${page === at ? 'aria-current="page"' : ''} onclick="show(${page})">${page}</a></li>`;
          const show = page => {
            at = page;
            cell.textContent = page;
            bar.innerHTML = (at > 2 ? number(1) + '<li><span>…</span></li>' : at > 1 ? number(1) : '') + number(at) + (at < last ? number(last) : 'MORE');
          };
          const next = () => (at < last ? show(at + 1) : beyond());
          show(1);
        </script>
        """;

    [Theory]
    [InlineData(3, "", "", true)]
    [InlineData(1, "", "", true)]
    [InlineData(3, "", "<li><span>…</span></li>", false)]
    [InlineData(3, "await fetch('/rows');", "", false)]
    public async Task At_the_last_number_a_way_on_that_asks_for_nothing_is_the_end(int last, string beyond, string more, bool complete)
    {
        await using var site = await browser.SiteAsync(("/", Page.Replace("LAST", $"{last}").Replace("BEYOND", beyond).Replace("MORE", more)));
        site.Answer("/rows", http => { http.Response.StatusCode = 503; return Task.CompletedTask; });
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe([.. Enumerable.Range(1, last).Select(row => $"{row}")]);
        result.Complete.ShouldBe(complete, result.Why);
    }
}
