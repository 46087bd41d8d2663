using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Browser.Tests.Pages.Tables;
using GovernedMcp.Governance;

namespace GovernedMcp.Browser.Tests.Pages;

/// <summary>Pages whose libraries, older than what browsers learnt since, have put functions of their own in the place of the browser's.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class ReplacedFunctionsTests(BrowserFixture browser)
{
    private const string Library = """
        <script>
          Array.from = list => (list ? [].slice.call(list) : []);
          Array.prototype.entries = function () { return this.slice(); };
          Array.prototype.toJSON = function () { return `[${this.map(one => JSON.stringify(one)).join(', ')}]`; };
          String.prototype.toJSON = function () { return `"${this}"`; };
        </script>
        """;

    private const string Orders = "<h2>Orders</h2><table><thead><tr><th>No.<th>Customer<tbody><tr><td>1<td>Ada<tr><td>2<td>Ben</table>";
    private const string Form = "<form aria-label=Order><fieldset><legend>Billing</legend><label>Street <input name=a></label></fieldset><fieldset><legend>Shipping</legend><label>Street <input name=b></label></fieldset><div id=note role=textbox aria-label=Note contenteditable=true></div><button>Send</button></form>";

    [Fact]
    public async Task Their_tables_are_read()
    {
        await using var site = await browser.SiteAsync(("/", Library + Orders));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Columns.ShouldBe(["No.", "Customer"]);
        result.Lines.ShouldBe(["1|Ada", "2|Ben"]);
        result.Complete.ShouldBeTrue(result.Why);
    }

    [Fact]
    public async Task Their_outline_is_told_and_what_they_had_stays_as_it_was()
    {
        await using var site = await browser.SiteAsync(("/", Library + Orders + Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var outline = (await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal(), session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None)).Data["untrusted"]!;
        ((string?)outline["tables"]![0]!["table"], (string?)outline["forms"]![0]!["fields"]![1]).ShouldBe(("Orders", "Shipping: Street (text)"));
        (await session.Page.EvaluateAsync<string>("() => `${Object.keys(Array.prototype)}, ${JSON.stringify([1])}, ${[...[7].entries()]}`")).ShouldBe("toJSON, \"[1]\", 7");
    }

    [Fact]
    public async Task Their_forms_are_filled()
    {
        await using var site = await browser.SiteAsync(("/", Library + Form));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var block = new FillFormBlock(browser.Host, browser.Sessions);
        await block.RunAsync(Policed.Permit("portal_fill_form", site.Portal(), session.Facts, null, ("form", "Order"), ("values", new Dictionary<string, FieldValue> { ["Shipping: Street"] = new FieldValue("Hill 1"), ["Note"] = new FieldValue("one\ntwo") })), Policed.Run(), CancellationToken.None);
        (await session.Page.EvaluateAsync<string>("() => `${document.forms[0].b.value}: ${document.querySelector('#note').innerText.replace(/\\n+/g, '/')}`")).ShouldBe("Hill 1: one/two");
    }
}
