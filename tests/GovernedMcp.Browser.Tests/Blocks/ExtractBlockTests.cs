using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(AnotherBrowserCollection.Name)]
public sealed class ExtractBlockTests(BrowserFixture browser)
{
    private readonly ExtractBlock _block = new(browser.Host, browser.Sessions);

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
