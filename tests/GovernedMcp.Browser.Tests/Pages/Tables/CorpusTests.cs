using System.Globalization;
using System.Text.Json;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Pages that nobody here wrote: 300 of Wikipedia, each with a table that was written out by hand.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class CorpusTests(BrowserFixture browser, ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions GoldJson = new(JsonSerializerDefaults.Web);

    // The corpus lacks the site's style sheet, which hides sort keys, and its pictures; the gold has neither pictures nor what names them, nor footnote marks.
    private const string Prepare = """
        <style>.sortkey { display: none }</style>
        <script>{
          const table = document.querySelectorAll('table.wikitable')[Number(location.search.slice(1))];
          table.setAttribute('data-gold', '');
          for (const part of table.querySelectorAll('img, sup.reference')) part.remove();
          for (const part of table.querySelectorAll('[title]')) part.removeAttribute('title');
        }</script>
        """;

    [CorpusFact("tables")]
    public async Task Three_hundred_pages_from_the_wild_read_as_people_wrote_them_out()
    {
        var folder = Corpora.Folder("tables")!;
        var gold = JsonSerializer.Deserialize<IReadOnlyList<GoldTable>>(await File.ReadAllTextAsync(Path.Combine(folder, "gold.json")), GoldJson)!;
        await using var site = await TestSite.StartAsync();
        site.Otherwise = async http =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(await File.ReadAllTextAsync(Path.Combine(folder, "pages", Path.GetFileName(http.Request.Path))) + Prepare);
        };
        var session = await browser.OpenAsync(site.Portal());
        var ask = new TableAsk { Root = Vendor.By(LocatorBy.Css, "[data-gold]"), Wait = 2_000 };
        var score = new GoldScore();
        foreach (var table in gold)
        {
            await Visits.GoAsync(session, new Uri(site.Address, $"{table.Page}?{table.Table.ToString(CultureInfo.InvariantCulture)}"), CancellationToken.None);
            score.Add(table, await TableScript.AskAsync(session, ask, CancellationToken.None));
        }

        output.WriteLine(score.ToString());
        gold.Count.ShouldBe(300);
        score.Exact.ShouldBeGreaterThanOrEqualTo(0.98, score.ToString());
        score.RowRecall.ShouldBeGreaterThanOrEqualTo(0.995, score.ToString());
    }
}
