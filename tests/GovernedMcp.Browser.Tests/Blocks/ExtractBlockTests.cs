using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
public sealed class ExtractBlockTests(BrowserFixture browser)
{
    private readonly ExtractBlock _block = new(browser.Host, browser.Sessions, browser.Shelf);

    [Fact]
    public async Task Five_hundred_rows_over_ten_pages_come_typed_and_reconciled()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var lines = new List<string>();
        BlockResult result;
        string? cursor = null;
        do
        {
            result = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), cursor is null ? null : ("cursor", cursor));
            lines.AddRange(Lines(result).Skip(1));
            cursor = (string?)result.Data["next_cursor"];
            ((string)result.Data["csv"]!).Length.ShouldBeLessThan(20_000);
        }
        while (cursor is not null);

        lines.Count.ShouldBe(500);
        lines.ShouldBeUnique();
        ((bool)result.Data["complete"]!).ShouldBeTrue((string?)result.Data["why_incomplete"]);
        ((decimal)result.Data["total"]!).ShouldBe(500);
        ((int)result.Data["pages_read"]!).ShouldBe(10);
        lines[0].ShouldMatch(@"^NW-2026-\d{5},(""[^""]+""|[^,]+),2026-\d\d-\d\d,\d+\.\d\d,\w+,….{4}$");
    }

    [Theory]
    [InlineData("file", "invoices.csv", "text/csv")]
    [InlineData("json_file", "invoices.json", "application/json")]
    public async Task All_rows_come_as_one_file_with_the_first_three_shown(string format, string name, string type)
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var result = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("format", format));
        ((int)result.Data["row_count"]!, (bool)result.Data["complete"]!, result.Rows).ShouldBe((500, true, 500), result.Data.ToJsonString());
        ((string)result.Data["preview"]!).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        result.Text.ShouldBe((string)result.Data["preview"]!);
        result.Data.ToJsonString().Length.ShouldBeLessThan(800);
        var kept = browser.Shelf.Find(Policed.Caller.Workflow, result.File!.Address)!;
        (kept.Name, kept.MimeType, kept.Origin.Kind, kept.Origin.Part).ShouldBe((name, type, PartKind.Table, "invoices"));
        var bytes = (await browser.Shelf.ReadAsync(kept, CancellationToken.None)).ToArray();
        ((string)result.Data["sha256"]!, (long)result.Data["bytes"]!).ShouldBe((Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length));
        result.Facts!.ToJsonString().ShouldContain(kept.Sha256);
        ((int)result.Facts["rows"]!).ShouldBe(500);

        var text = Encoding.UTF8.GetString(bytes);
        var lines = format == "file"
            ? text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList()
            : [.. JsonNode.Parse(text)!["rows"]!.AsArray().Select(row => string.Join(',', row!.AsArray()))];
        lines.Count.ShouldBe(500);
        lines.ShouldBeUnique();
        // The last column is masked in a file as in a reply.
        lines.ShouldAllBe(line => line.Contains(",…"));
    }

    [Fact]
    public async Task A_file_of_a_few_rows_goes_on_with_a_cursor()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var first = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("format", "file"), ("limit", 60));
        ((int)first.Data["row_count"]!, (bool)first.Data["complete"]!).ShouldBe((60, false));
        first.Text!.ShouldEndWith($"\nnext_cursor: {first.Data["next_cursor"]}\n");
        var second = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("format", "file"), ("cursor", (string)first.Data["next_cursor"]!));
        ((int)second.Data["row_count"]!, (bool)second.Data["complete"]!).ShouldBe((440, true));
    }

    [Fact]
    public async Task Rows_are_chosen_by_where_and_columns_by_name()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var result = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("columns", new[] { "amount", "number" }), ("format", "json"),
            ("where", new Dictionary<string, Matcher> { ["status"] = new Matcher.Is("overdue"), ["amount"] = new Matcher.Over(1000) }));
        var rows = result.Data["rows"]!.AsArray();
        rows.Count.ShouldBeGreaterThan(0);
        rows.ShouldAllBe(row => (decimal)row![0]! > 1000 && row.AsArray().Count == 2);
        ((bool)result.Data["complete"]!).ShouldBeTrue();
        result.Rows.ShouldBe(rows.Count);
    }

    [Fact]
    public async Task A_cursor_goes_on_where_the_last_reply_ended_and_is_good_once()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var first = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("limit", 70));
        var cursor = (string)first.Data["next_cursor"]!;
        first.Text!.ShouldEndWith($"\nnext_cursor: {cursor}\n", customMessage: "who reads only the text goes on too");
        var second = await ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("limit", 70), ("cursor", cursor));
        Lines(first).Skip(1).Concat(Lines(second).Skip(1)).Distinct().Count().ShouldBe(140);
        ((bool)second.Data["complete"]!).ShouldBeFalse();
        (await Should.ThrowAsync<BlockFault>(() => ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("cursor", cursor)))).Rule.ShouldBe(Rules.Cursors.Unknown);
    }

    [Fact]
    public async Task A_masked_column_cannot_be_asked_about()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        var fault = await Should.ThrowAsync<BlockFault>(() => ExtractAsync(vendor.Portal, session, ("table", "invoices"), ("where", new Dictionary<string, Matcher> { ["iban"] = new Matcher.Starts("DE1") })));
        fault.Rule.ShouldBe(Rules.Tables.Where);
    }

    [Fact]
    public async Task What_stands_on_a_page_is_the_value_and_not_what_a_form_on_it_begins_with()
    {
        await using var site = await TestSite.StartAsync(("/", """
            <main><h1>Ticket 1</h1><form><div><div>Owner:</div><div><select name=reminder><option selected>Me<option>Bert</select></div></div><div><div>Note:</div><div><input name=note value=first></div></div></form>
            <table><tr><td class=label>Owner:</td><td class=value>Bert</td></tr><tr><td class=label>Queue:</td><td class=value>General</td></tr></table></main>
            """));
        var values = await Pages.Tables.Extraction.RecordAsync(browser, site.Portal(), "record-1");
        values.Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(["Owner=Bert", "Queue=General", "Note=first"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_record_is_read_by_its_labels()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        await session.Page.GotoAsync(vendor.App.Address + "billing/invoices");
        await session.Page.Locator("tbody a").First.ClickAsync();
        var result = await ExtractAsync(vendor.Portal, session, ("record", "invoice"));
        ((string)result.Data["values"]!["Invoice no."]!).ShouldStartWith("NW-2026-");
        ((string)result.Data["values"]!["Purchase order"]!).ShouldNotBeNullOrEmpty();
    }

    private Task<BlockResult> ExtractAsync(Portal portal, BrowserSession session, params (string Name, object Value)?[] arguments) =>
        _block.RunAsync(
            Policed.Permit("portal_extract", portal, session.Facts, null, [.. arguments.OfType<(string, object)>()]), Policed.Run(), CancellationToken.None);

    private static string[] Lines(BlockResult result) => ((string)result.Data["csv"]!).TrimEnd('\n').Split('\n');
}
