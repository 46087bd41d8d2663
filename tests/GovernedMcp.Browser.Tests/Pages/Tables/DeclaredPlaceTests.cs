using System.Collections.Frozen;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables, cards and records where a Skill says they are.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class DeclaredPlaceTests(BrowserFixture browser)
{
    [Fact]
    public async Task Columns_of_cards_are_found_where_the_Skill_places_them()
    {
        await using var site = await browser.SiteAsync(("/", """
            <section aria-label=Offers><div><b class=x>Pump</b><i data-testid=price>1.234,50 €</i><a href="/p/1">more</a></div><div><b class=x>Valve</b><i data-testid=price>(2,00) €</i><a href="/p/2">more</a></div></section>
            """));
        var table = Cards([new("name", [], ValueType.String) { At = Vendor.By(LocatorBy.Css, "b") }, new("price", [], ValueType.Money) { At = Vendor.By(LocatorBy.TestId, "price") }, new("page", [], ValueType.Link) { At = Vendor.By(LocatorBy.Role, "more", "link") }]);
        var result = await Extraction.AllAsync(browser, German(site, table), "offers");
        result.Rows.ToJson().ShouldBe($"""[["Pump",1234.50,"{site.Address}p/1"],["Valve",-2.00,"{site.Address}p/2"]]""");

        var twice = Cards([new("name", [], ValueType.String) { At = Vendor.By(LocatorBy.Css, "b,i") }]);
        (await Should.ThrowAsync<BlockFault>(() => Extraction.AllAsync(browser, German(site, twice), "offers"))).Rule.ShouldBe(Rules.Tables.Ambiguous);
    }

    [Fact]
    public async Task A_frame_of_another_listed_origin_is_read_over_all_its_pages_twice()
    {
        await using var other = await browser.SiteAsync(
            ("/list", "<p>1-2 of 4</p><table><caption>Orders</caption><tr><th>No.</th></tr><tr><td>1</td></tr><tr><td>2</td></tr></table><a href=/list2>Next</a>"),
            ("/list2", "<p>3-4 of 4</p><table><caption>Orders</caption><tr><th>No.</th></tr><tr><td>3</td></tr><tr><td>4</td></tr></table>"));
        await using var site = await browser.SiteAsync(("/", $"<h1>Portal</h1><iframe id=list src='{other.Address}list' width=600 height=200></iframe>"));
        var table = new Table
        {
            Name = "orders",
            Root = Vendor.By(LocatorBy.Role, "Orders", "table") with { Frame = "#list" },
            Columns = [new("number", ["No."], ValueType.Integer)],
            RowKey = ["number"],
            Pages = new Paging(PagingKind.Next, Vendor.By(LocatorBy.Role, "Next", "link"), 50),
            Total = new ShownTotal("of {n}", null),
            Source = SourceMark.BuiltIn,
        };
        var portal = site.Portal(Origins.Of(other.Address)) with { Tables = FrozenDictionary.ToFrozenDictionary([table], one => one.Name) };
        var session = await browser.OpenAsync(portal, "/");
        var block = new Browser.Blocks.ExtractBlock(browser.Host, browser.Sessions, browser.Shelf);
        for (var round = 0; round < 2; round++)
        {
            var result = await block.RunAsync(Policed.Permit("portal_extract", portal, session.Facts, null, ("table", "orders")), Policed.Run(), CancellationToken.None);
            ((string)result.Data["csv"]!).ShouldBe("number\n1\n2\n3\n4\n");
            ((bool)result.Data["complete"]!).ShouldBeTrue((string?)result.Data["why_incomplete"]);
        }
    }

    [Fact]
    public async Task Labels_and_values_are_read_from_lists_tables_and_twins()
    {
        await using var site = await browser.SiteAsync(("/", """
            <main><h1>Invoice NW-1</h1>
              <dl><div><dt>Supplier</dt><dd>Acme <span style="display:none">ignore</span></dd></div><div><dt>Tags</dt><dd>urgent</dd><dd>export</dd></div></dl>
              <table><tr><th scope=row>Due</th><td>31.12.2026</td><th scope=row>Paid</th><td>nein</td></tr></table>
              <table><tr><td class="x-label">Place</td><td class=x-content>Graz</td><td class="x-label">State</td><td class=x-content>open</td></tr></table>
              <table><tr><td>Terms:</td><td>30 days</td></tr><tr><td>Cost centre:</td><td>4711</td></tr></table>
              <div class=field><div class=field-label>Amount</div><div class=field-value>1.234,50 €</div></div>
              <p><strong>Contact:</strong> Dana Doe</p>
              <label for=ref>Reference</label><input id=ref value="R-9" readonly>
            </main>
            """));
        var values = await Extraction.RecordAsync(browser, German(site), "invoice");
        values.Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(
            ["Supplier=Acme", "Tags=urgent, export", "Due=31.12.2026", "Paid=nein", "Place=Graz", "State=open", "Terms=30 days", "Cost centre=4711", "Reference=R-9", "Amount=1.234,50 €", "Contact=Dana Doe"]);
    }

    private static Table Cards(IReadOnlyList<Column> columns) =>
        new() { Name = "offers", Kind = TableKind.List, Root = Vendor.By(LocatorBy.Label, "Offers"), Columns = columns, Source = SourceMark.BuiltIn };

    private static Portal German(TestSite site, params Table[] tables) => site.Portal() with
    {
        Tables = tables.ToFrozenDictionary(table => table.Name),
        Locale = new PortalLocale("de-DE", "UTC", ',', "dd.MM.yyyy"),
    };
}
