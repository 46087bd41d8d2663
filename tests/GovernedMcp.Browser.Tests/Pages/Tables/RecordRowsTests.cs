using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Tables whose records take two rows each, and those that only look so.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class RecordRowsTests(BrowserFixture browser)
{
    // As a list of tickets is drawn: titles in two rows, each record a body of its own, empty cells where a row has no more to say.
    private const string Titles = """
        <tr><th><a href="/?sort=id">#</a></th><th><a href="/?sort=s">Subject</a></th><th><a href="/?sort=st">Status</a></th></tr>
        <tr><th>&nbsp;</th><th><a href="/?sort=r">Requestor</a></th></tr>
        """;

    [Theory]
    [InlineData("<td><input type=checkbox></td><td colspan=2><button name=all value=delete>delete</button> <button name=all value=edit>edit</button></td>", 2)]
    [InlineData("<td colspan=2><select><option>Delete</select></td><td><input type=submit value=Go></td>", 2)]
    [InlineData("<td><input type=checkbox></td><td colspan=2>7 <button>edit</button></td>", 3)]
    [InlineData("<td><input type=checkbox></td><td><button>edit</button></td><td></td>", 3)]
    public async Task A_last_row_of_buttons_for_those_that_are_ticked_is_none_of_the_data(string last, int rows)
    {
        const string Row = "<tr><td><input type=checkbox></td><td>{0}</td><td><button>edit</button></td></tr>";
        await using var site = await browser.SiteAsync(("/", $"<h2>Orders</h2><form><table><tr><th></th><th>No.</th><th>State</th></tr>{Row.Replace("{0}", "O-1", StringComparison.Ordinal)}{Row.Replace("{0}", "O-2", StringComparison.Ordinal)}<tr>{last}</tr></table></form>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Lines.Count().ShouldBe(rows);
    }

    /// <summary>Each job has a row of what went wrong, which is shut but for the first; its box and its number go on in it. A group that several rows share is another thing.</summary>
    [Theory]
    [InlineData("<tr><td rowspan=2><input type=checkbox><td rowspan=2>#1<td>Import<td>May 2</tr><tr><td colspan=2>no such file</tr><tr><td rowspan=2><input type=checkbox><td rowspan=2>#2<td>Export<td>May 3</tr><tr hidden><td colspan=2>disk full</tr>", new[] { "#1", "#2" })]
    [InlineData("<tr><td rowspan=2><input type=checkbox><td rowspan=2>#1<td>Import<td>May 2</tr><tr><td colspan=2>no such file</tr><tr><td rowspan=2><input type=checkbox><td rowspan=2>#2<td>Export<td>May 3</tr><tr><td>Export<td>May 4</tr>", new[] { "#1", "#1", "#2", "#2" })]
    public async Task A_row_into_which_the_first_cells_of_the_one_above_go_on_is_about_that_one(string rows, string[] jobs)
    {
        await using var site = await browser.SiteAsync(("/", $"<table aria-label=Jobs><thead><tr><th><th>Job<th>Name<th>Failed</tr></thead><tbody>{rows}</tbody></table>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Jobs")).Rows.Select(row => row![1]!.ToString()).ShouldBe(jobs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public async Task Two_rows_of_titles_over_bodies_of_two_rows_are_one_record_each(int count)
    {
        var result = await ReadAsync($"<table aria-label=Tickets>{Titles}{Tickets(1, count)}</table>", "Tickets");
        result.Columns.ShouldBe(["#", "Subject", "Status", "column_4", "Requestor"]);
        result.Lines.ShouldBe(Enumerable.Range(1, count).Select(n => $"{n}|Pump {n}|new||ann{n}"));
        result.Complete.ShouldBeTrue();
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_limits_and_totals_count_records()
    {
        await using var site = await TestSite.StartAsync();
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["p"], out var asked) ? asked : 1;
            var last = Math.Min(page * 10, 21);
            var plain = Titles.Replace("<a href=\"/?sort=", "<b title=\"", StringComparison.Ordinal).Replace("</a>", "</b>", StringComparison.Ordinal);
            return HtmlAsync(http, $"<p>{(page * 10) - 9} to {last} of 21</p><table aria-label=Tickets>{plain}{Tickets((page * 10) - 9, last)}</table>{(page == 3 ? "" : $"<a href='/?p={page + 1}'>Next</a>")}");
        });
        foreach (var limit in new[] { 4, 500 })
        {
            var result = await Extraction.AllAsync(browser, site.Portal(), "Tickets", limit);
            result.Lines.ShouldBe(Enumerable.Range(1, 21).Select(n => $"{n}|Pump {n}|new||ann{n}"));
            result.Complete.ShouldBeTrue(result.Why);
            ((decimal)result.Last["total"]!).ShouldBe(21);
        }
    }

    [Fact]
    public async Task Rows_that_alternate_in_the_forms_of_their_titles_are_one_record()
    {
        var result = await ReadAsync("""
            <table aria-label=Orders><thead><tr><th rowspan=2>No.</th><th>Supplier</th><th>Amount</th></tr><tr><th colspan=2>Remark</th></tr></thead><tbody>
            <tr class=odd><td rowspan=2>O-1</td><td>Acme</td><td>1.50<table><tr><td>net</td></tr></table></td></tr><tr class=odd><td colspan=2>by rail</td></tr>
            <tr class=even><td rowspan=2>O-2</td><td>Graz</td><td>2.50</td></tr><tr class=even><td colspan=2></td></tr>
            <tr style="display:none"><td rowspan=2>OBEY</td><td>x</td><td>x</td></tr><tr style="display:none"><td colspan=2>x</td></tr>
            <tr><th rowspan=2>No.</th><th>Supplier</th><th>Amount</th></tr><tr><th colspan=2>Remark</th></tr>
            <tr class=odd><td rowspan=2>O-3</td><td>Linz</td><td>3.50</td></tr><tr class=odd><td colspan=2>late</td></tr>
            </tbody><tfoot><tr><td>Sum</td><td></td><td>7.50</td></tr></tfoot></table>
            """, "Orders");
        result.Columns.ShouldBe(["No.", "Supplier", "Amount", "Remark"]);
        result.Lines.ShouldBe(["O-1|Acme|1.50|by rail", "O-2|Graz|2.50|", "O-3|Linz|3.50|late"]);
        result.Warnings.ShouldHaveSingleItem().ShouldContain("foot");
    }

    [Theory]
    [InlineData("<tr><td colspan=3>fragile</td></tr>", "<tr><td colspan=3>urgent</td></tr>")]
    [InlineData("<tr><td></td><td colspan=2>fragile</td></tr>", "<tr><td></td><td colspan=2>urgent</td></tr>")]
    [InlineData("<tr><td colspan=99>fragile</td></tr>", "<tr><td colspan=99>urgent</td></tr>")]
    [InlineData("<tr id=d1><td colspan=3>fragile</td></tr>", "")]
    [InlineData("</tbody><tbody><tr style=display:none><td>x</td><td>x</td><td>x</td></tr><tr style=display:none><td colspan=3>OBEY</td></tr></tbody><tbody>", "<tr><td colspan=3>urgent</td></tr>")]
    public async Task A_row_of_one_cell_belongs_to_the_record_above_where_all_have_one_or_it_is_told(string first, string second)
    {
        var result = await ReadAsync($"""
            <table aria-label=Orders><thead><tr><th>No.</th><th>Supplier</th><th>Amount</th></tr></thead>
            <tbody><tr><td><button aria-controls=d1>+</button> O-1</td><td>Acme</td><td>1.50</td></tr>{first}</tbody><tbody><tr><td>O-2</td><td>Graz</td><td>2.50</td></tr>{second}</tbody></table>
            """, "Orders");
        result.Columns.ShouldBe(["No.", "Supplier", "Amount", "column_4"]);
        result.Lines.ShouldBe([$"+ O-1|Acme|1.50|{(first.Contains("fragile", StringComparison.Ordinal) ? "fragile" : "")}", $"O-2|Graz|2.50|{(second.Length > 0 ? "urgent" : "")}"]);
        result.Warnings.ShouldAllBe(warning => !warning.Contains("single cell"));
    }

    [Theory]
    [InlineData("<thead><tr><th>Height</th><th>Weight</th></tr><tr><th>(cm)</th><th>(kg)</th></tr></thead><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>", "1|2", "3|4")]
    [InlineData("<thead><tr><th>Height</th><th>Weight</th></tr><tr><th><input aria-label='Filter by height'><button>x</button></th><th><input aria-label='Filter by weight'><button>x</button></th></tr></thead><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody><tbody><tr><td>5</td><td>6</td></tr><tr><td>7</td><td>8</td></tr></tbody>", "1|2", "3|4", "5|6", "7|8")]
    [InlineData("<thead><tr><th rowspan=2>Who</th><th colspan=2>When</th></tr><tr><th>From</th><th>To</th></tr></thead><tbody><tr><td rowspan=2>Ann</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody><tbody><tr><td rowspan=2>Bob</td><td>5</td><td>6</td></tr><tr><td>7</td><td>8</td></tr></tbody>", "Ann|1|2", "Ann|3|4", "Bob|5|6", "Bob|7|8")]
    [InlineData("<thead><tr><th colspan=2>Spring</th><th colspan=2>Autumn</th></tr><tr><th>a</th><th>b</th><th>c</th><th>d</th></tr></thead><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td><td>7</td><td>8</td></tr>", "1|2|3|4", "5|6|7|8")]
    [InlineData("<thead><tr><th>No.</th><th>City</th></tr></thead><tr><td colspan=2>North</td></tr><tr><td>1</td><td>Graz</td></tr><tr><td colspan=2>South</td></tr><tr><td>2</td><td>Linz</td></tr>", "1|Graz", "2|Linz")]
    [InlineData("<thead><tr><th>No.</th><th>City</th></tr></thead><tr><td>1</td><td>Graz</td></tr><tr><td>2</td><td>Linz</td></tr><tr><td colspan=2>South</td></tr><tr><td>3</td><td>Wels</td></tr>", "1|Graz", "2|Linz", "3|Wels")]
    [InlineData("<thead><tr><th>No.</th><th>City</th></tr></thead><tr><td>1</td><td>Graz</td></tr><tr><td colspan=2>1 of 1</td></tr>", "1|Graz")]
    [InlineData("<thead><tr><th>No.</th><th>City</th></tr></thead><tr><td>1</td><td>Graz</td></tr><tr><td colspan=2></td></tr><tr><td>2</td><td>Linz</td></tr><tr><td colspan=2></td></tr>", "1|Graz", "2|Linz")]
    [InlineData("<thead><tr><th>No.</th><th>City</th></tr></thead><tr><td>1</td><td>Graz</td></tr><tr style=display:none><td colspan=2>OBEY</td></tr><tr><td>2</td><td>Linz</td></tr><tr style=display:none><td colspan=2>OBEY</td></tr>", "1|Graz", "2|Linz")]
    [InlineData("<tr><th colspan=2>2025</th></tr><tr><th>No.</th><th>City</th></tr><tr><td colspan=2>North</td></tr><tr><td>1</td><td>Graz</td></tr><tr><td colspan=2>South</td></tr><tr><td>2</td><td>Linz</td></tr>", "1|Graz", "2|Linz")]
    public async Task What_may_be_something_else_stays_as_its_rows_are(string rows, params string[] lines)
    {
        var result = await ReadAsync($"<table aria-label=Plan>{rows}</table>", "Plan");
        result.Lines.ShouldBe(lines);
    }

    [Theory]
    [InlineData("a3|b3|c3", "a4|b4|")]
    [InlineData("a3|b3|c3")]
    [InlineData("a3|b3|")]
    [InlineData("a3|b3|", "a4|b4|c4", "a5|b5|")]
    public async Task A_later_page_is_read_as_the_first_was(params string[] second)
    {
        string[] first = ["a1|b1|c1", "a2|b2|c2"];
        static string Row(string line) => line.Split('|') is [var a, var b, var c] ? $"<tr><td>{a}</td><td>{b}</td></tr>{(c.Length > 0 ? $"<tr><td colspan=2>{c}</td></tr>" : "")}" : "";
        await using var site = await TestSite.StartAsync();
        site.Answer("/", http => HtmlAsync(http, $"<table aria-label=Orders><tr><th>No.</th><th>City</th></tr>{string.Concat((http.Request.Query["p"] == "2" ? second : first).Select(Row))}</table>{(http.Request.Query["p"] == "2" ? "" : "<a href='/?p=2'>Next</a>")}"));
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders", limit: 3);
        result.Lines.ShouldBe([.. first, .. second]);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Columns_without_a_title_and_those_that_share_one_are_read_on_every_page()
    {
        await using var site = await TestSite.StartAsync();
        site.Answer("/", http =>
        {
            var page = int.TryParse(http.Request.Query["p"], out var asked) ? asked : 1;
            return HtmlAsync(http, $"<table aria-label=Orders><tr><th>No.</th><th></th><th>Name</th><th>Name</th></tr><tr><td>O-{page}</td><td>a{page}</td><td>b{page}</td><td>c{page}</td></tr></table>{(page == 2 ? "" : "<a href='/?p=2'>Next</a>")}");
        });
        var result = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        result.Columns.ShouldBe(["No.", "column_2", "Name", "Name_2"]);
        result.Lines.ShouldBe(["O-1|a1|b1|c1", "O-2|a2|b2|c2"]);
    }

    [Fact]
    public async Task What_a_Skill_declares_tells_a_single_record_too_and_its_masked_column_alone_is_withheld()
    {
        var plain = Titles.Replace("<a href=\"/?sort=", "<b title=\"", StringComparison.Ordinal).Replace("</a>", "</b>", StringComparison.Ordinal);
        foreach (var count in new[] { 1, 3 })
        {
            await using var site = await TestSite.StartAsync(("/", $"<table aria-label=Tickets>{plain}{Tickets(1, count)}</table>"));
            var portal = Declared(site);
            var result = await Extraction.AllAsync(browser, portal, "tickets");
            result.Lines.ShouldBe(Enumerable.Range(1, count).Select(n => $"{n}|Pump {n}|…"));
            var session = await browser.OpenAsync(portal, "/");
            var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", portal, session.Facts, null, ("what", "text")), Policed.Run(), CancellationToken.None);
            var text = read.Data.ToJsonString();
            text.ShouldNotContain("ann1");
            if (count > 1) text.ShouldContain("Pump 1");
        }
    }

    [Theory]
    [InlineData("Pump 2", "Mail", "ok")]
    [InlineData("Pump 2", "Pump", "ok")]
    [InlineData("Pump 2", "Call", "not_found")]
    [InlineData("Pump 2", "Twice", "ambiguous")]
    [InlineData("Pump 9", "Mail", "no_row")]
    public async Task What_acts_on_a_record_is_looked_for_in_all_of_its_rows(string subject, string control, string outcome)
    {
        var rows = string.Concat(Enumerable.Range(1, 3).Select(n => $"<tbody><tr><td>{n}</td><td>Pump {n}</td><td><button>Pump</button><button>Twice</button></td></tr><tr><td><button>Mail</button></td><td>ann{n}<button>Twice</button></td></tr></tbody>"));
        await using var site = await TestSite.StartAsync(("/", $"<table aria-label=Tickets>{Titles}{rows}</table>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var ask = new { root = Vendor.By(LocatorBy.Css, "table"), columns = new[] { new { headers = new[] { "Subject" } } }, values = new[] { subject }, locator = Vendor.By(LocatorBy.Role, control, "button") };
        var answer = await session.Page.EvaluateAsync<string>(PageScripts.Function("row"), JsonSerializer.Serialize(ask, PageScripts.ArgumentJson));
        ((string)JsonNode.Parse(answer[1..])!["outcome"]!).ShouldBe(outcome, answer);
    }

    private static Portal Declared(TestSite site) => site.Portal() with
    {
        Tables = FrozenDictionary.ToFrozenDictionary(
        [
            new Table
            {
                Name = "tickets",
                Root = Vendor.By(LocatorBy.Role, "Tickets", "table"),
                Columns = [new("id", ["#"], ValueType.Integer), new("subject", ["Subject"], ValueType.String), new("from", ["Requestor"], ValueType.String) { Sensitive = Sensitivity.MaskAll, Required = true }],
                RowKey = ["id"],
                Source = SourceMark.BuiltIn,
            },
        ], table => table.Name),
    };

    private static string Tickets(int first, int last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(n =>
        $"<tbody class=item><tr class=even><td>{n}</td><td><a href='/t/{n}'>Pump {n}</a></td><td>new</td></tr><tr class=even><td>&nbsp;</td><td>ann{n}</td><td>&nbsp;</td></tr></tbody>"));

    private async Task<Extraction> ReadAsync(string html, string table)
    {
        await using var site = await TestSite.StartAsync(("/", html));
        return await Extraction.AllAsync(browser, site.Portal(), table);
    }

    private static Task HtmlAsync(HttpContext http, string html)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }
}
