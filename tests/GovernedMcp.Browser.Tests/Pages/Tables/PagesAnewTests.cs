using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables whose script learns only when it turns the page how many rows a page has room for, and goes back.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class PagesAnewTests(BrowserFixture browser)
{
    // Twenty rows; `sizes` is how many rows a page has before and after the turn named `when`, and `back` where it goes to then.
    private static string Page(string sizes, int when, int back) => $$"""
        <!doctype html><title>Orders</title><h2>Orders</h2>
        <div><table><thead><tr><th>No.</th><th>Customer</th></tr></thead><tbody id=rows></tbody></table>
        <div><button id=prev>Prev</button><span id=numbers></span><button id=next>Next</button></div></div>
        <script>
          const sizes = {{sizes}}, all = [...Array(20)].map((_, at) => at + 1);
          let size = sizes[0], page = 1, turns = 0;
          const last = () => Math.ceil(all.length / size);
          const draw = () => {
            rows.innerHTML = all.slice((page - 1) * size, page * size).map(no => `<tr><td>${no}</td><td>Customer ${no}</td></tr>`).join('');
            numbers.innerHTML = [...Array(last())].map((_, at) => `<button class="${at + 1 === page ? 'active' : ''}">${at + 1}</button>`).join(' ');
            prev.disabled = page === 1;
            next.disabled = page === last();
          };
          next.onclick = () => {
            page++;
            draw();
            if (++turns === {{when}}) setTimeout(() => { size = sizes[1]; page = {{back}}; draw(); }, 20);
          };
          draw();
        </script>
        """;

    [Theory]
    [InlineData("[6,4]")]
    [InlineData("[4,6]")]
    public async Task One_that_goes_back_to_its_first_page_with_others_in_it_is_read_anew(string sizes)
    {
        await using var site = await browser.SiteAsync(("/", Page(sizes, when: 1, back: 1)));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(Enumerable.Range(1, 20).Select(no => $"{no}|Customer {no}"));
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Fact]
    public async Task One_that_goes_back_to_another_is_not_told_to_be_complete()
    {
        await using var site = await browser.SiteAsync(("/", Page("[4,3]", when: 3, back: 3)));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Lines.ShouldBe(Enumerable.Range(1, 12).Select(no => $"{no}|Customer {no}"));
        result.Why.ShouldBe("after page 3 the table stood at page 3 again, with rows that were read before; read it again");
    }
}
