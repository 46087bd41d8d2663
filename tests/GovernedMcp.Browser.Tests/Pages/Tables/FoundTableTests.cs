using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables that no Skill declares: what they are called, and what is read of them.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class FoundTableTests(BrowserFixture browser)
{
    [Fact]
    public async Task Tables_of_one_name_are_never_guessed_between()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h2>Orders</h2><table><tr><th>No.</th></tr><tr><td>1</td></tr></table><table><tr><th>No.</th></tr><tr><td>2</td></tr></table>
            <table><caption>Totals</caption><tr><th>Sum</th></tr><tr><td>3</td></tr></table><table aria-label="By month"><tr><th>Month</th></tr><tr><td>4</td></tr></table>
            """));
        var fault = await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "orders"));
        fault.Rule.ShouldBe(Rules.Tables.Ambiguous);
        fault.Allowed.ShouldBe(["Orders (1)", "Orders (2)"]);
        (await ReadAsync(site, "Orders (2)")).Lines.ShouldBe(["2"]);
        (await ReadAsync(site, "totals")).Lines.ShouldBe(["3"]);
        (await ReadAsync(site, "By month")).Lines.ShouldBe(["4"]);
        (await ReadAsync(site, "table-1")).Lines.ShouldBe(["1"]);
        (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "Invoices"))).Allowed.ShouldBe(["Orders (1)", "Orders (2)", "Totals", "By month"]);
    }

    [Theory]
    [InlineData("""<h2>Orders<span class="Badge_x3">37</span></h2>""", "Orders")]
    [InlineData("""<h2>Orders <small class="row-count">(1,204)</small></h2>""", "Orders")]
    [InlineData("""<h2>Year <span>2026</span></h2>""", "Year 2026")]
    [InlineData("""<h2><span class="badge">7</span></h2>""", "7")]
    public async Task How_many_there_are_is_no_part_of_the_name(string heading, string name)
    {
        await using var site = await browser.SiteAsync(("/", $"{heading}<table><tr><th>No.</th></tr><tr><td>1</td></tr></table>"));
        (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "Invoices"))).Allowed.ShouldBe([name]);
    }

    [Theory]
    [InlineData("<tr><td colspan=2><input type=radio name=how id=and><label for=and>All</label></td></tr><tr><td><input placeholder=tag></td><td><button>Remove</button></td></tr>", "Orders")]
    [InlineData("<tr><td>All</td><td><button>Remove</button></td></tr><tr><td><input></td><td><button>Remove</button></td></tr>", "Orders (1), Orders (2)")]
    [InlineData("<tr><th>Tag</th></tr><tr><td><input></td></tr><tr><td><button>Add</button></td></tr>", "Orders (1), Orders (2)")]
    public async Task Rows_of_nothing_but_fields_and_buttons_are_no_table(string rows, string names)
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><form><table>{rows}</table></form><table><tr><th>No.</th></tr><tr><td>1</td></tr></table>"));
        string.Join(", ", (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "Invoices"))).Allowed).ShouldBe(names);
    }

    [Theory]
    [InlineData("listtotal", 2)]
    [InlineData("grand-total", 2)]
    [InlineData("subtotals", 2)]
    [InlineData("totally-new", 3)]
    public async Task A_last_row_that_its_author_calls_the_total_is_none_of_the_data(string named, int rows)
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><table><tr><th>No.</th><th>Amount</th></tr><tr><td>1</td><td>5</td></tr><tr><td>2</td><td>7</td></tr><tr class='{named}'><td></td><td>12</td></tr></table>"));
        (await ReadAsync(site, "Orders")).Lines.Count().ShouldBe(rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<tr><td colspan=2>No orders yet</td></tr>")]
    public async Task A_table_without_rows_is_looked_at_again_before_it_is_called_empty(string none)
    {
        const string Rows = "<tr><td>O-1</td><td>Graz</td></tr>";
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><table><thead><tr><th>No.</th><th>City</th></tr></thead><tbody id=rows>{none}</tbody></table><script>setTimeout(() => rows.innerHTML = '{Rows}', 350)</script>"));
        (await ReadAsync(site, "Orders")).Lines.ShouldBe(["O-1|Graz"]);

        await using var empty = await browser.SiteAsync(("/", $"<h2>Orders</h2><table><thead><tr><th>No.</th><th>City</th></tr></thead><tbody>{none}</tbody></table>"));
        (await ReadAsync(empty, "Orders")).Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_head_that_is_a_table_of_its_own_gives_the_titles_of_the_rows_below()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h2>Orders</h2><div class=grid><div class=head><table><thead><tr><th>No.</th><th>City</th></tr></thead></table></div>
            <div class=body><div><div style="height:60px;overflow:auto"><div><table><tbody><tr><td>O-1</td><td>Graz</td></tr><tr><td>O-2</td><td>Linz</td></tr></tbody></table></div></div></div></div></div>
            """));
        var result = await ReadAsync(site, "Orders");
        result.Columns.ShouldBe(["No.", "City"]);
        result.Lines.ShouldBe(["O-1|Graz", "O-2|Linz"]);
    }

    [Fact]
    public async Task Where_a_head_is_not_shown_no_row_is_taken_for_it()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h2>Mail</h2><table><thead style="display:none"><tr><th>Box</th><th>From</th><th>Subject</th></tr></thead>
            <tbody><tr><td>Ada</td><td>Rates</td></tr><tr><td>Bob</td><td>Bolts</td></tr></tbody></table>
            """));
        var result = await ReadAsync(site, "Mail");
        result.Columns.ShouldBe(["column_1", "column_2"]);
        result.Lines.ShouldBe(["Ada|Rates", "Bob|Bolts"]);
    }

    [Theory]
    [InlineData("Graz|Order;Linz|Order;Wels|Offer", 3)]
    [InlineData("O-17|Pump;O-9|Valve", 2)]
    [InlineData("Number|Part;O-17|Pump;O-9|Part", 3)]
    [InlineData("Number|Part;O-17|Pump;O-9|Valve;Number|Part;O-4|Nut", -3)]
    [InlineData("Q1|Q2;17|4", -1)]
    public async Task Without_a_head_the_first_row_is_none_when_other_rows_say_the_like_in_its_columns(string told, int rows)
    {
        var lines = told.Split(';');
        var table = string.Concat(lines.Select(line => $"<tr>{string.Concat(line.Split('|').Select(cell => $"<td>{cell}</td>"))}</tr>"));
        await using var site = await browser.SiteAsync(("/", $"<h2>Latest</h2><table>{table}</table>"));
        var result = await ReadAsync(site, "Latest");
        result.Rows.Count.ShouldBe(Math.Abs(rows));
        result.Columns.First().ShouldBe(rows > 0 ? "column_1" : lines[0].Split('|')[0]);
    }

    [Fact]
    public async Task Columns_without_a_title_or_of_one_title_are_read_on_every_page()
    {
        const string Page = "<h2>Orders</h2><table><tr><th>Net</th><th>Net</th><th>No.</th><th></th></tr><tr><td>{0}0</td><td>{0}1</td><td>O-{0}</td><td><a href=/edit/{0}>Edit {0}</a></td></tr></table>{1}";
        await using var site = await browser.SiteAsync(
            ("/", string.Format(null, Page, 1, "<a href=/two>Next</a>")), ("/two", string.Format(null, Page, 2, "<a href=/three>Next</a>")), ("/three", string.Format(null, Page, 3, "")));
        var result = await ReadAsync(site, "Orders");
        result.Columns.ShouldBe(["Net", "Net_2", "No.", "column_4"]);
        result.Lines.ShouldBe(["10|11|O-1|Edit 1", "20|21|O-2|Edit 2", "30|31|O-3|Edit 3"]);
    }

    [Fact]
    public async Task A_record_tells_switches_and_lists_that_are_shown_as_something_else()
    {
        await using var site = await browser.SiteAsync(("/", """
            <style>.switch input { position: absolute; opacity: 0 } .switch label::before { content: '◯'; display: inline-block; width: 30px }</style>
            <main><h1>Device</h1><form><div><div>Name</div><div><input name=name value="Switch 10"></div></div>
            <div><div>Poller</div><div><select name=poller style="display:none"><option>Main<option selected>Spare</select><span role=combobox tabindex=0 aria-haspopup=listbox><span>Spare</span></span></div></div>
            <table><tr><td><label for=pretty>Pretty dates</label></td><td><div class=switch><input type=checkbox id=pretty checked><label for=pretty></label></div></td></tr>
            <tr><td><label for=town>Town</label></td><td><input id=town value=Graz></td></tr></table></form></main>
            """));
        var values = await Extraction.RecordAsync(browser, site.Portal(), "record-1");
        values.Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(["Name=Switch 10", "Poller=Spare", "Pretty dates=yes", "Town=Graz"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("<tr><td>2026-11-28 03:18:10 - signed in</td></tr><tr><td>2026-11-28 03:17:02 - signed out</td></tr>", 2)]
    [InlineData("<tr><td>12:30 Graz</td><td>late</td></tr><tr><td>12:45 Linz</td><td>early</td></tr>", 2)]
    [InlineData("<tr><td>Name</td><td><input value=Ada></td></tr><tr><td>City</td><td><select><option>Graz</select></td></tr>", 2)]
    [InlineData("<tr><td>Name</td><td>City</td></tr><tr><td>Ada</td><td>Graz</td></tr>", 1)]
    public async Task Lines_of_a_log_and_fields_are_no_titles(string rows, int count)
    {
        await using var site = await browser.SiteAsync(("/", $"<h2>Log</h2><table>{rows}</table>"));
        (await ReadAsync(site, "Log")).Rows.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("<table><tr><td><ul><li>Menu</li></ul></td></tr></table>")]
    [InlineData("<table><tr><td>Site</td><td><select><option>Any</option></select></td><td><button>Go</button></td></tr></table>")]
    [InlineData("<table><tr><td>Welcome</td></tr></table>")]
    [InlineData("<table><tr style='display:none'><td>No.</td><td>City</td></tr><tr><td><form><input name=q></form></td></tr></table>")]
    public async Task A_row_that_only_places_controls_is_no_table(string bar)
    {
        await using var site = await browser.SiteAsync(("/", $"{bar}<table><tr><td>No.</td><td>City</td></tr><tr><td>1</td><td>Graz</td></tr></table>{bar}"));
        (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "Invoices"))).Allowed.ShouldBe(["table-1"]);
        (await ReadAsync(site, "table-1")).Lines.ShouldBe(["1|Graz"]);
    }

    [Theory]
    [InlineData("<table><caption>Q</caption><tr><td><input></td></tr></table>", "Q")]
    [InlineData("<table role=table><tr><td><input></td></tr></table>", "table-1")]
    [InlineData("<table><tr><th>No.</th><td><input></td></tr></table>", "table-1")]
    [InlineData("<table><tr><td>Version</td><td>1.2</td></tr></table>", "table-1")]
    public async Task A_row_that_says_that_it_is_one_stays_a_table(string table, string name)
    {
        await using var site = await browser.SiteAsync(("/", table));
        (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "Invoices"))).Allowed.ShouldBe([name]);
    }

    [Fact]
    public async Task Titles_without_header_cells_sums_and_feet_are_told_apart()
    {
        await using var site = await browser.SiteAsync(("/", """
            <h2>Plan</h2><table><tr><td colspan=3>Plan of the year</td></tr><tr><td></td><td><b>Spring</b></td><td><b>Autumn</b></td></tr>
            <tr><td>Graz</td><td>1</td><td>2</td></tr><tr><th>Sum</th><th>1</th><th>2</th></tr><tfoot><tr><td>as of</td><td colspan=2>today</td></tr></tfoot></table>
            """));
        var result = await ReadAsync(site, "Plan");
        result.Columns.ShouldBe(["column_1", "Spring", "Autumn"]);
        result.Lines.ShouldBe(["Graz|1|2", "Sum|1|2"]);
        result.Warnings.ShouldContain(warning => warning.Contains("foot"));
    }

    [Theory]
    [InlineData("<tr><th>No. ▲</th><th>City</th></tr>", "<tr><th>No.</th><th>City</th></tr>")]
    [InlineData("<tr><th><a href='/?s=1'>No.</a></th><th>City<i aria-label='sorted'>▼</i></th></tr>", "<tr><th>No.</th><th>City</th></tr>")]
    [InlineData("<tr><td><b>No.</b></td><td><b>City</b></td></tr>", "<tr><td><b>No.</b></td><td><b>City</b></td></tr>")]
    [InlineData("<tr><th></th><th>City</th></tr>", "<tr><th></th><th>City</th></tr>")]
    [InlineData("<tr><th><img alt='All texts' src='data:,'></th><th>City</th></tr>", "<tr><th>&nbsp;</th><th>City</th></tr>")]
    public async Task Titles_that_come_again_among_the_rows_are_none_of_them(string first, string again)
    {
        await using var site = await browser.SiteAsync(("/", $"<table aria-label=Orders>{first}<tr><td>O-1</td><td>Graz</td></tr><tr><td>O-2</td><td>City</td></tr>{again}<tr><td>O-3</td><td>Linz</td></tr>{again}</table>"));
        (await ReadAsync(site, "Orders")).Lines.ShouldBe(["O-1|Graz", "O-2|City", "O-3|Linz"]);
    }

    [Fact]
    public async Task Cells_that_hold_but_a_table_say_what_it_says_unless_it_has_titles()
    {
        await using var site = await browser.SiteAsync(("/", """
            <table aria-label=Orders><tr><th><table><tr><td>No.</td><td><a href="/?s=1"></a></td></tr></table></th><th>Supplier</th><th>Sum</th></tr>
            <tr><td>O-1</td><td><table><tr><td>Acme</td><td>Graz</td></tr><tr style="display:none"><td>OBEY</td></tr><tr><td>open</td></tr></table></td><td>1.50<table><tr><td>net</td></tr></table></td></tr>
            <tr><td>O-2</td><td><table><tr><td>Beta</td><td></td></tr></table></td><td><table><tr><th>Net</th><th>Gross</th></tr><tr><td>2</td><td>3</td></tr></table></td></tr></table>
            """));
        var result = await ReadAsync(site, "Orders");
        result.Columns.ShouldBe(["No.", "Supplier", "Sum"]);
        result.Lines.ShouldBe(["O-1|Acme, Graz, open|1.50", "O-2|Beta|"]);
    }

    [Fact]
    public async Task Cards_that_are_obviously_repeated_read_as_a_table_and_menus_do_not()
    {
        static string Card(int n) => $"""
            <div class="card product"><h3><a href="/p/{n}">Pump {n}</a></h3><span class="card__price">{n}.50 €</span><p><b>Stock:</b> {n * 10}</p><button>Buy</button></div>
            """;
        await using var site = await browser.SiteAsync(("/", $"""
            <nav><ul><li><a href=/a>One</a> <span class=n>1</span></li><li><a href=/b>Two</a> <span class=n>2</span></li><li><a href=/c>Three</a> <span class=n>3</span></li></ul></nav>
            <h2>Products</h2><div class=list>{string.Concat(Enumerable.Range(1, 4).Select(Card))}</div>
            """));
        var result = await ReadAsync(site, "Products");
        result.Columns.ShouldBe(["title", "Stock", "price"]);
        result.Lines.ShouldBe(Enumerable.Range(1, 4).Select(n => $"Pump {n}|{n * 10}|{n}.50 €"));
        (await Should.ThrowAsync<BlockFault>(() => ReadAsync(site, "none"))).Allowed.ShouldBe(["Products"]);
    }

    [Fact]
    public async Task A_total_that_the_page_shows_by_itself_is_reconciled()
    {
        await using var site = await browser.SiteAsync();
        site.Answer("/", http => HtmlAsync(http, int.TryParse(http.Request.Query["p"], out var page) ? page : 1, last: 3, "Einträge {0} bis {1} von 1.004"));
        var result = await ReadAsync(site, "Orders");
        result.Rows.Count.ShouldBe(30);
        result.Complete.ShouldBeFalse();
        result.Why.ShouldBe("the page says there are 1004 rows, 30 were read");
    }

    [Fact]
    public async Task Pages_that_go_round_are_noticed()
    {
        await using var site = await browser.SiteAsync();
        site.Answer("/", http => HtmlAsync(http, ((int.TryParse(http.Request.Query["p"], out var page) ? page : 1) - 1) % 3 + 1, last: 99, ""));
        var result = await ReadAsync(site, "Orders");
        result.Rows.Count.ShouldBe(30);
        result.Complete.ShouldBeFalse();
        result.Why.ShouldBe("the pages go round: after page 3 came one that was read before");
    }

    [Fact]
    public async Task Open_shadow_roots_and_frames_are_looked_into()
    {
        await using var site = await browser.SiteAsync(
            ("/", "<x-grid></x-grid><iframe src=/inner width=600 height=200></iframe><script>document.querySelector('x-grid').attachShadow({ mode: 'open' }).innerHTML = '<table><caption>Shaded</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>'</script>"),
            ("/inner", "<table><caption>Framed</caption><tr><th>B</th></tr><tr><td>2</td></tr></table>"));
        (await ReadAsync(site, "Shaded")).Lines.ShouldBe(["1"]);
        (await ReadAsync(site, "Framed")).Lines.ShouldBe(["2"]);
    }

    [Fact]
    public async Task What_cards_say_beside_their_parts_is_told_as_their_whole_text()
    {
        static string Entry(int number, string more = "") =>
            $"<li><a href='/log/{number}'>{number} May</a> <a href='/u' class=user-link><bdi>Worker {number % 3}</bdi></a> (<a class=talk href='/t'>talk</a>) moved <a href='/p'>Part {number}</a> to depot {number % 7} <span class=comment>note {number}</span>{more}</li>";
        await using var site = await browser.SiteAsync(
            ("/", $"<h1>Log</h1><ul>{string.Concat(Enumerable.Range(1, 4).Select(number => Entry(number)))}</ul><a href=/2>Next</a>"),
            ("/2", $"<h1>Log</h1><ul>{string.Concat(Enumerable.Range(5, 3).Select(number => Entry(number)))}</ul>"));
        var result = await ReadAsync(site, "Log");
        result.Columns.ShouldBe(["title", "talk", "comment", "whole text"]);
        result.Lines.Count().ShouldBe(7);
        result.Lines.First().ShouldBe("1 May|talk|note 1|1 May Worker 1 (talk) moved Part 1 to depot 1 note 1");
        result.Lines.Last().ShouldEndWith("7 May Worker 1 (talk) moved Part 7 to depot 0 note 7");
        result.Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_whose_cards_say_more_than_those_of_the_first_warns()
    {
        static string Card(int number, string more = "") => $"<li><h3>Pump {number}</h3><span class=price>{number},50</span><a href='/p/{number}'>Details</a>{more}</li>";
        await using var site = await browser.SiteAsync(
            ("/", $"<h1>Pumps</h1><ul>{Card(1)}{Card(2)}{Card(3)}</ul><a href=/2>Next</a>"),
            ("/2", $"<h1>Pumps</h1><ul>{Card(4)}{Card(5, "<em class=stock>sold out</em>")}{Card(6)}</ul>"));
        var result = await ReadAsync(site, "Pumps");
        result.Columns.ShouldBe(["title", "price"]);
        result.Lines.Count().ShouldBe(6);
        result.Warnings.ShouldContain("1 rows say more than the columns of the first page hold; portal_read tells their text");
    }

    private Task<Extraction> ReadAsync(TestSite site, string table) => Extraction.AllAsync(browser, site.Portal(), table);

    private static Task HtmlAsync(HttpContext http, int page, int last, string shown)
    {
        var (from, to) = (page * 10 - 9, page * 10);
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync($"""
            <p>{string.Format(System.Globalization.CultureInfo.InvariantCulture, shown, from, to)}</p><table aria-label=Orders><tr><th>No.</th></tr>{string.Concat(Enumerable.Range(from, 10).Select(n => $"<tr><td>O-{n}</td></tr>"))}</table>
            {(page == last ? "" : $"<a href='/?p={page + 1}'>Next</a>")}
            """);
    }
}
