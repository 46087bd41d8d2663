using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Scopes;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

[Collection(SharedBrowser.Tables)]
public sealed class HardTableTests(BrowserFixture browser)
{
    private readonly ExtractBlock _block = new(browser.Host, browser.Sessions, browser.Shelf);

    [Fact]
    public async Task A_wrong_total_is_not_complete()
    {
        await using var site = await PagedAsync(rows: 25, shown: "26");
        var result = await AllAsync(site, Orders(site));
        result.Rows.Count.ShouldBe(25);
        ((bool)result.Last["complete"]!).ShouldBeFalse();
        ((string)result.Last["why_incomplete"]!).ShouldContain("26");
    }

    [Fact]
    public async Task A_page_that_does_not_turn_ends_the_reading_and_is_not_complete()
    {
        await using var site = await browser.SiteAsync(("/", Page(1, 10, "30", "<button onclick='void 0'>Next</button>")));
        var result = await AllAsync(site, Orders(site, PagingKind.Next, "button"));
        result.Rows.Count.ShouldBe(10);
        ((string)result.Last["why_incomplete"]!).ShouldContain("did not turn");
    }

    [Fact]
    public async Task Rows_that_come_twice_are_dropped_with_a_warning()
    {
        await using var site = await browser.SiteAsync();
        site.Answer("/", http => HtmlAsync(http, http.Request.Query["page"] == "2" ? Page(8, 17, "17", "<a role=link aria-disabled=true>Next</a>") : Page(1, 10, "17", "<a href='/?page=2'>Next</a>")));
        var result = await AllAsync(site, Orders(site));
        result.Rows.Count.ShouldBe(17);
        ((bool)result.Last["complete"]!).ShouldBeTrue();
        result.Warnings.ShouldContain(warning => warning.Contains("came twice"));
    }

    [Fact]
    public async Task Pages_by_number_more_by_button_and_endless_lists_are_read_to_the_end()
    {
        await using var numbers = await browser.SiteAsync();
        numbers.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], CultureInfo.InvariantCulture, out var asked) ? asked : 1;
            var links = string.Concat(Enumerable.Range(1, 3).Select(n => n == page ? $"<b class=current>{n}</b> " : $"<a href='/?page={n}'>{n}</a> "));
            return HtmlAsync(http, Page(((page - 1) * 10) + 1, page * 10, "30", $"<nav aria-label=Pages>{links}</nav>"));
        });
        (await AllAsync(numbers, Orders(numbers, PagingKind.Numbers, "navigation", "Pages"))).Rows.Count.ShouldBe(30);

        var found = await AllAsync(numbers, numbers.Portal(), "Orders");
        found.Rows.Count.ShouldBe(30);
        ((bool)found.Last["complete"]!).ShouldBeTrue();

        const string Grow = """
            <script>let n = 10; const rows = document.querySelector('tbody');
            const more = () => { if (n >= 35) return; for (let i = 0; i < 5; i++) { n++; rows.insertAdjacentHTML('beforeend', `<tr><td>O-${n}</td><td>${n}.50</td></tr>`); } if (n >= 35) document.querySelector('button')?.remove(); };</script>
            """;
        await using var button = await browser.SiteAsync(("/", Page(1, 10, "35", "<button onclick='setTimeout(more, 60)'>More</button>") + Grow));
        (await AllAsync(button, Orders(button, PagingKind.LoadMore, "button", "More"))).Rows.Count.ShouldBe(35);

        await using var endless = await browser.SiteAsync(("/", "<div style='height:220px;overflow:auto' onscroll='if (this.scrollTop + this.clientHeight > this.scrollHeight - 40) setTimeout(more, 60)'>" + Page(1, 10, "35", "") + "</div>" + Grow));
        (await AllAsync(endless, Orders(endless, PagingKind.Scroll))).Rows.Count.ShouldBe(35);
    }

    [Fact]
    public async Task An_endless_list_that_is_still_loading_has_not_ended()
    {
        await using var site = await browser.SiteAsync(("/", "<div style='height:220px;overflow:auto' onscroll='if (this.scrollTop + this.clientHeight > this.scrollHeight - 40) more()'>" + Page(1, 10, "15", "") + """
            <p role=progressbar style="display:none">Loading</p></div>
            <script>const busy = document.querySelector(`[role=progressbar]`), more = () => { if (busy.style.display === 'block') return; busy.style.display = 'block';
              setTimeout(() => { busy.remove(); document.querySelector('tbody').insertAdjacentHTML('beforeend', [11, 12, 13, 14, 15].map(n => `<tr><td>O-${n}</td><td>${n}.50</td></tr>`).join('')); }, 2500); };</script>
            """));
        var portal = Orders(site, PagingKind.Scroll);
        var table = portal.Tables["orders"] with { Total = null };
        var result = await AllAsync(site, With(site, table));
        result.Rows.Count.ShouldBe(15);
        ((bool)result.Last["complete"]!).ShouldBeTrue((string?)result.Last["why_incomplete"]);
    }

    [Fact]
    public async Task A_virtual_table_is_scrolled_through()
    {
        await using var site = await browser.SiteAsync(("/", """
            <p>of 200</p><div id=box style="height:200px;overflow:auto;position:relative"><div id=tall style="height:4000px"></div>
            <table aria-label=Orders style="position:absolute;top:0"><thead><tr><th>No.</th><th>Amount</th></tr></thead><tbody id=rows></tbody></table></div>
            <script>const draw = () => { const first = Math.floor(box.scrollTop / 20); rows.parentNode.style.top = first * 20 + 'px';
              rows.innerHTML = Array.from({ length: Math.min(12, 200 - first) }, (_, i) => `<tr style="height:20px"><td>O-${first + i + 1}</td><td>${first + i + 1}.50</td></tr>`).join(''); };
              box.onscroll = () => setTimeout(draw, 10); draw();</script>
            """));
        var table = Orders(site, PagingKind.Scroll).Tables["orders"] with { Kind = TableKind.Virtual };
        var result = await AllAsync(site, With(site, table));
        result.Rows.Count.ShouldBe(200);
        ((bool)result.Last["complete"]!).ShouldBeTrue((string?)result.Last["why_incomplete"]);
    }

    [Fact]
    public async Task Spans_are_spread_and_nested_tables_and_hidden_cells_are_left_alone()
    {
        await using var site = await browser.SiteAsync(("/", """
            <table><caption>Plan</caption><thead><tr><th rowspan=2>Who</th><th colspan=2>When</th></tr><tr><th>From</th><th>To</th></tr></thead>
            <tr><td rowspan=2>Ann</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4<table><tr><td>inner</td></tr></table></td></tr>
            <tr><td>Bob<span style="display:none"> IGNORE</span></td><td colspan=2>all day</td></tr><tr style="display:none"><td>X</td><td>Y</td><td>Z</td></tr>
            <tr><td colspan=3>Notes: none</td></tr></table>
            """));
        var result = await AllAsync(site, site.Portal(), "Plan");
        result.Rows.Select(row => string.Join('|', row!.AsArray().Select(cell => (string?)cell))).ShouldBe(["Ann|1|2", "Ann|3|4", "Bob|all day|all day"]);
        result.Last["columns"]!.AsArray().Select(column => (string)column!).ShouldBe(["Who", "When From", "When To"]);
        result.Warnings.ShouldContain(warning => warning.Contains("single cell"));
    }

    [Fact]
    public async Task A_list_reads_as_rows()
    {
        await using var site = await browser.SiteAsync(("/", """
            <ul aria-label="Orders"><li><h3>O-1</h3><dl><dt>Amount</dt><dd>1,50</dd></dl></li><li><h3>O-2</h3><dl><dt>Amount</dt><dd>2,50</dd></dl></li></ul>
            """));
        var table = new Table
        {
            Name = "orders",
            Kind = TableKind.List,
            Root = Vendor.By(LocatorBy.Role, "Orders", "list"),
            Columns = [new("number", ["title"], ValueType.String), new("amount", ["Amount"], ValueType.Money)],
            Source = SourceMark.BuiltIn,
        };
        var result = await AllAsync(site, With(site, table) with { Locale = new PortalLocale("de-DE", "UTC", ',', "dd.MM.yyyy") });
        result.Rows.ToJson().ShouldBe("""[["O-1",1.50],["O-2",2.50]]""");
    }

    [Fact]
    public async Task Cells_that_are_not_of_their_type_stay_empty_and_are_named()
    {
        await using var site = await browser.SiteAsync(("/", "<p>of 2</p><table aria-label=Orders><tr><th>No.</th><th>Amount</th></tr><tr><td>O-1</td><td>call us</td></tr><tr><td>O-2</td><td>2.50</td></tr></table>"));
        var result = await AllAsync(site, Orders(site));
        result.Rows.ToJson().ShouldBe("""[["O-1",null],["O-2",2.50]]""");
        result.Warnings.ShouldContain("row 1, column `amount`: what stands there is no money");
    }

    [Fact]
    public async Task What_the_scope_does_not_grant_does_not_leave_the_page()
    {
        await using var site = await PagedAsync(rows: 5, shown: "5");
        var portal = Orders(site);
        var session = await browser.OpenAsync(portal, "/");
        var grants = new PartGrants(new Dictionary<string, NameGrant> { ["orders"] = new(FrozenSet.Create("number")) }.ToFrozenDictionary(), AllDeclared: false, Found: false);
        BlockResult result = await _block.RunAsync(Policed.Permit(scope => scope with { Tables = grants }, "portal_extract", portal, session.Facts, null, ("table", "orders")), Policed.Run(), CancellationToken.None);
        ((string)result.Data["csv"]!).ShouldBe("number\nO-1\nO-2\nO-3\nO-4\nO-5\n");
        (await Should.ThrowAsync<BlockFault>(() => _block.RunAsync(
            Policed.Permit(scope => scope with { Tables = grants }, "portal_extract", portal, session.Facts, null, ("table", "orders"), ("columns", new[] { "amount" })), Policed.Run(), CancellationToken.None)))
            .Rule.ShouldBe(Rules.Scope.ColumnNotGranted);
    }

    [Fact]
    public async Task Five_thousand_rows_stay_under_the_size_of_a_reply()
    {
        await using var site = await browser.SiteAsync(("/", Page(1, 5_000, "5,000", "")));
        var result = await AllAsync(site, Orders(site), limit: 5_000);
        result.Rows.Count.ShouldBe(5_000);
        result.Largest.ShouldBeLessThan(20_000);
        ((bool)result.Last["complete"]!).ShouldBeTrue((string?)result.Last["why_incomplete"]);
    }

    [Fact]
    public async Task A_second_reading_starts_at_the_first_page_again()
    {
        await using var site = await PagedAsync(rows: 25, shown: "25");
        var portal = Orders(site);
        var session = await browser.OpenAsync(portal, "/");
        for (var round = 0; round < 2; round++)
        {
            var result = await _block.RunAsync(Policed.Permit("portal_extract", portal, session.Facts, null, ("table", "orders")), Policed.Run(), CancellationToken.None);
            ((int)result.Data["row_count"]!).ShouldBe(25);
            ((bool)result.Data["complete"]!).ShouldBeTrue((string?)result.Data["why_incomplete"]);
        }
    }

    [Fact]
    public async Task A_cursor_does_not_read_on_from_another_place()
    {
        await using var site = await PagedAsync(rows: 25, shown: "25");
        var portal = Orders(site);
        var session = await browser.OpenAsync(portal, "/");
        var first = await _block.RunAsync(Policed.Permit("portal_extract", portal, session.Facts, null, ("table", "orders"), ("limit", 10)), Policed.Run(), CancellationToken.None);
        await session.Page.GotoAsync(site.Address + "?page=2");
        var permit = Policed.Permit("portal_extract", portal, session.Facts, null, ("table", "orders"), ("limit", 10), ("cursor", (string)first.Data["next_cursor"]!));
        (await Should.ThrowAsync<BlockFault>(() => _block.RunAsync(permit, Policed.Run(), CancellationToken.None))).Rule.ShouldBe(Rules.Cursors.Unknown);
    }

    [Fact]
    public async Task One_column_is_a_table_and_a_table_that_arranges_tables_is_none()
    {
        await using var site = await browser.SiteAsync(("/", "<table><tr><td>menu</td><td><table><caption>Names</caption><tr><th>Name</th></tr><tr><td>Ann</td></tr><tr><td>Bob</td></tr></table></td></tr></table>"));
        (await AllAsync(site, site.Portal(), "Names")).Rows.ToJson().ShouldBe("""[["Ann"],["Bob"]]""");
    }

    [Fact]
    public async Task A_column_that_is_gone_is_a_changed_table_and_one_there_twice_is_not_guessed()
    {
        await using var gone = await browser.SiteAsync(("/", "<table aria-label=Orders><tr><th>Nr</th><th>Amount</th></tr><tr><td>1</td><td>2</td></tr></table>"));
        (await Should.ThrowAsync<BlockFault>(() => AllAsync(gone, Orders(gone)))).Rule.ShouldBe(Rules.Tables.Changed);
        await using var twice = await browser.SiteAsync(("/", "<table aria-label=Orders><tr><th>No.</th><th>Amount</th><th>Amount</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"));
        (await Should.ThrowAsync<BlockFault>(() => AllAsync(twice, Orders(twice)))).Rule.ShouldBe(Rules.Tables.Ambiguous);
        (await Should.ThrowAsync<BlockFault>(() => AllAsync(twice, twice.Portal(), "No such"))).Allowed.ShouldBe(["Orders"]);
    }

    private Task<Extraction> AllAsync(TestSite _, Portal portal, string table = "orders", int limit = 500) => Extraction.AllAsync(browser, portal, table, limit);

    private async Task<TestSite> PagedAsync(int rows, string shown)
    {
        var site = await browser.SiteAsync();
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["page"], CultureInfo.InvariantCulture, out var asked) ? asked : 1;
            var last = page * 10 >= rows;
            return HtmlAsync(http, Page(((page - 1) * 10) + 1, Math.Min(page * 10, rows), shown, last ? "<a role=link aria-disabled=true>Next</a>" : $"<a href='/?page={page + 1}'>Next</a>"));
        });
        return site;
    }

    private static string Page(int first, int last, string total, string pager) => string.Create(CultureInfo.InvariantCulture,
        $"<!doctype html><p>{first}–{last} of {total}</p><table aria-label='Orders'><thead><tr><th>No. ▲</th><th>Amount</th></tr></thead><tbody>{string.Concat(Enumerable.Range(first, last - first + 1).Select(n => $"<tr><td>O-{n}</td><td>{n}.50</td></tr>"))}</tbody></table>{pager}");

    private static Task HtmlAsync(HttpContext http, string html)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }

    private static Portal Orders(TestSite site, PagingKind kind = PagingKind.Next, string role = "link", string name = "Next") => With(site, new Table
    {
        Name = "orders",
        Root = Vendor.By(LocatorBy.Role, "Orders", "table"),
        Columns = [new("number", ["No."], ValueType.String) { Required = true }, new("amount", ["Amount"], ValueType.Money)],
        RowKey = ["number"],
        Pages = new Paging(kind, kind == PagingKind.Scroll ? null : Vendor.By(LocatorBy.Role, name, role), 200),
        Total = new ShownTotal("of {n}", null),
        Source = SourceMark.BuiltIn,
    });

    private static Portal With(TestSite site, Table table) => site.Portal() with { Tables = FrozenDictionary.ToFrozenDictionary([table], one => one.Name) };
}

internal static class JsonText
{
    public static string ToJson(this JsonNode? node) => node?.ToJsonString() ?? "null";
}
