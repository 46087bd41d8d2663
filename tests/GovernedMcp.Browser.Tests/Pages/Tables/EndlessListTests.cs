using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables that add rows to themselves when their end comes into sight, with nothing that says so; and cells that are filled later than their rows are drawn.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class EndlessListTests(BrowserFixture browser)
{
    private const string Watched = "new IntersectionObserver(([seen]) => seen.isIntersecting && more()).observe(document.querySelector('#end'));";
    private const string Scrolled = "addEventListener('scroll', () => { if (scrollY + innerHeight > document.body.scrollHeight - 50) more(); });";
    private const string Later = "let timer; addEventListener('scroll', () => { clearTimeout(timer); timer = setTimeout(() => { if (scrollY + innerHeight > document.body.scrollHeight - 50) more(); }, 150); });";
    private const string Boxed = "const box = document.querySelector('div'); box.style = 'height: 300px; overflow-y: auto'; box.addEventListener('scroll', () => { if (box.scrollTop + box.clientHeight > box.scrollHeight - 50) more(); });";

    [Theory]
    [InlineData(Watched, 0, 500)]
    [InlineData(Watched, 700, 500)]
    [InlineData(Watched, 2300, 500)]
    [InlineData(Watched, 50, 7)]
    [InlineData(Scrolled, 50, 500)]
    [InlineData(Later, 50, 500)]
    [InlineData(Boxed, 50, 500)]
    public async Task Rows_that_come_when_the_end_is_in_sight_are_read_to_the_last(string when, int slow, int limit)
    {
        await using var site = await SiteAsync(when, slow);
        var all = await Extraction.AllAsync(browser, site.Portal(), "Orders", limit);
        (all.Lines.Count(), all.Lines.Last(), all.Complete, all.Why).ShouldBe((70, "70|name 70", true, null));
    }

    [Fact]
    public async Task Where_what_the_end_asks_for_is_kept_back_the_rows_are_not_all()
    {
        await using var site = await SiteAsync(Watched, 0, ", { method: 'POST', body: '{}' }");
        var all = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (all.Lines.Count(), all.Complete).ShouldBe((30, false));
        all.Why.ShouldNotBeNull().ShouldContain("`writes`");
    }

    [Theory]
    [InlineData("")]
    [InlineData("addEventListener('scroll', () => fetch('/news'));")]
    public async Task A_long_table_that_nothing_joins_is_complete(string when)
    {
        await using var site = await SiteAsync(when, 0);
        var all = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (all.Lines.Count(), all.Complete, all.Why).ShouldBe((30, true, null));
    }

    [Fact]
    public async Task A_title_that_leaves_as_one_scrolls_still_names_the_table()
    {
        await using var site = await SiteAsync(Watched + "addEventListener('scroll', () => { document.querySelector('h1').style.visibility = scrollY > 9 ? 'hidden' : ''; });", 0);
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Lines.Count().ShouldBe(70);
    }

    [Theory]
    [InlineData(400, 0)]
    [InlineData(1500, 0)]
    [InlineData(2600, 30)]
    public async Task Cells_that_their_scripts_fill_after_the_rows_are_waited_for_on_every_page(int slow, int pause)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h1>Orders</h1><table><thead><tr><th>No.<th>Name</thead><tbody></tbody></table><button onclick="go(at + 1)">Next</button>
            <script>
              let at = 0;
              const go = async page => {
                const rows = await (await fetch(`/rows?size=30&from=${page * 30}`)).json();
                at = page;
                document.querySelector('tbody').innerHTML = rows.map(no => `<tr><td>${no}<td>`).join('');
                document.querySelector('button').disabled = rows.length < 30;
                setTimeout(async () => {
                  const names = await (await fetch(`/names?of=${rows}`)).json();
                  document.querySelectorAll('tbody tr').forEach((row, at) => { row.cells[1].textContent = names[at]; });
                }, {{pause}});
              };
              go(0);
            </script>
            """));
        Answer(site, slow);
        var all = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (all.Lines.Count(), all.Complete, all.Why).ShouldBe((70, true, null));
        all.Lines.ShouldBe(Enumerable.Range(1, 70).Select(no => $"{no}|name {no}"));
    }

    [Theory]
    [InlineData("const news = () => fetch('/news?' + Math.random()).then(news); news();", 60_000)]
    [InlineData("setInterval(() => fetch('/news'), 20)", 0)]
    public async Task What_a_page_holds_open_or_asks_for_again_and_again_is_not_waited_for_for_ever(string asks, int slow)
    {
        await using var site = await SiteAsync(asks, 0);
        site.Answer("/news", http => Task.Delay(slow, http.RequestAborted));
        var started = TimeProvider.System.GetTimestamp();
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Complete.ShouldBeTrue();
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    private async Task<TestSite> SiteAsync(string when, int slow, string how = "")
    {
        var rows = string.Concat(Enumerable.Range(1, 30).Select(no => $"<tr><td>{no}<td>name {no}"));
        var site = await browser.SiteAsync(("/", $$"""
            <style>td { height: 40px } h1 { position: sticky; top: 0 }</style><h1>Orders</h1><div><table><thead><tr><th>No.<th>Name</thead><tbody>{{rows}}</tbody></table></div><p id=end>&nbsp;
            <script>
              let busy = false, done = false;
              const more = async () => {
                if (busy || done) return;
                busy = true;
                const body = document.querySelector('tbody'), rows = await (await fetch(`/rows?size=20&from=${body.rows.length}`{{how}})).json();
                for (const no of rows) body.insertAdjacentHTML('beforeend', `<tr><td>${no}<td>name ${no}`);
                [busy, done] = [false, rows.length < 20];
                const { top } = document.querySelector('#end').getBoundingClientRect();
                if (!done && top < innerHeight && scrollY > 0) more();
              };
              {{when}}
            </script>
            """), ("/news", "none"));
        Answer(site, slow);
        return site;
    }

    private static void Answer(TestSite site, int slow)
    {
        site.Answer("/rows", async http =>
        {
            await Task.Delay(slow, http.RequestAborted);
            var (from, size) = (Number(http, "from"), Number(http, "size"));
            await http.Response.WriteAsJsonAsync(Enumerable.Range(from + 1, Math.Clamp(70 - from, 0, size)));
        });
        site.Answer("/names", async http =>
        {
            await Task.Delay(slow, http.RequestAborted);
            await http.Response.WriteAsJsonAsync(http.Request.Query["of"].ToString().Split(',').Select(no => $"name {no}"));
        });
    }

    private static int Number(HttpContext http, string name) => int.Parse(http.Request.Query[name].ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
