using System.Text;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
public sealed class ReadBlockTests(BrowserFixture browser)
{
    [Fact]
    public async Task Text_that_nobody_sees_is_left_out_and_counted()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        await session.Page.GotoAsync(vendor.App.Address + "lab/hidden");
        var result = await ReadAsync(vendor.Portal, session, ("what", "text"), ("limit", 200));
        var text = string.Join('\n', result.Data["untrusted"]!["lines"]!.AsArray().Select(line => (string)line!));
        text.ShouldNotContain("HIDDEN[", Case.Sensitive);
        text.ShouldContain("three pallets were delivered");
        text.ShouldContain("Visible summary");
        text.ShouldContain("nothing else was delivered");
        text.ShouldContain("[U+202E]");
        text.ShouldContain("[U+200B]");
        text.ShouldContain("[U+E0049]");
        result.Warnings.ShouldContain(warning => warning.Contains("cannot see"));
    }

    [Theory]
    [InlineData("width: 900px; height: 600px", true)]
    [InlineData("width: 900px; height: 600px; visibility: hidden", false)]
    [InlineData("width: 300px; height: 200px", false)]
    public async Task Of_a_large_drawing_it_is_told_that_nothing_of_it_can_be_read(string style, bool told)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><canvas style='{style}'></canvas>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await ReadAsync(site.Portal(), session, ("what", "outline"))).Warnings.Any(warning => warning.Contains("drawing", StringComparison.Ordinal)).ShouldBe(told);
    }

    [Theory]
    [InlineData("visibility:hidden", false)]
    [InlineData("position:absolute;left:-9999px", false)]
    [InlineData("padding:1px", true)]
    public async Task What_unseen_controls_hold_is_text_that_nobody_sees(string style, bool seen)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><div style='{style}'><input value=Inner-1><textarea>Inner-2</textarea><select><option>Inner-3</option></select></div>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var read = await ReadAsync(site.Portal(), session, ("what", "text"));
        foreach (var text in new[] { "Inner-1", "Inner-2", "Inner-3" }) read.Data.ToJsonString().Contains(text, StringComparison.Ordinal).ShouldBe(seen);
        read.Warnings.Any(warning => warning.Contains("cannot see", StringComparison.Ordinal)).ShouldBe(!seen);
    }

    [Theory]
    [InlineData("position:absolute;width:300px;height:0;clip:rect(0,0,0,0)", false)]
    [InlineData("position:absolute;width:0;height:0;clip:rect(0,0,0,0)", false)]
    [InlineData("position:absolute;width:80px;height:20px;clip:rect(0,0,20px,0)", false)]
    [InlineData("position:absolute;width:80px;height:20px;clip:rect(0,40px,20px,auto)", true)]
    [InlineData("position:absolute;width:300px;height:0;left:-9999px", false)]
    [InlineData("width:300px;height:0;overflow:hidden", false)]
    [InlineData("position:absolute;width:300px;height:0", true)]
    public async Task What_stands_in_a_part_without_height_is_seen_unless_that_cuts_it_off(string style, bool seen)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><p>Three</p><div style='{style}'><p>Inner</p></div>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await ReadAsync(site.Portal(), session, ("what", "text"))).Data.ToJsonString().Contains("Inner", StringComparison.Ordinal).ShouldBe(seen);
    }

    [Theory]
    [InlineData("<div class=top><span>New key</span></div>", "New key")]
    [InlineData("<h2>Keys</h2><span>New key</span>", "Keys")]
    [InlineData("", "form-1")]
    public async Task A_form_in_a_dialog_goes_by_nothing_that_stands_behind_that(string top, string name)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Customer 7</h1><div role=dialog aria-modal=true style='position:fixed;inset:0;background:#fff'>{top}<form method=post action=/save><label>Name <input name=n></label><button>Save</button></form></div>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        ((string)(await ReadAsync(site.Portal(), session, ("what", "outline"))).Data["untrusted"]!["forms"]![0]!["form"]!).ShouldBe(name);
    }

    [Fact]
    public async Task A_dialog_out_of_a_part_in_a_line_that_has_no_height_is_seen()
    {
        await using var site = await browser.SiteAsync(("/", "<style>body { margin: 0 }</style><div style='height:900px'>Orders</div><x-outer><x-inner><div><x-box><div role=dialog style='position:fixed;inset:20px;background:white'>Inner</div></x-box></div></x-inner></x-outer>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await ReadAsync(site.Portal(), session, ("what", "text"))).Data.ToJsonString().ShouldContain("Inner");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("position:relative", false)]
    [InlineData("transform:translate(0)", false)]
    [InlineData("filter:blur(0)", false)]
    [InlineData("contain:paint", false)]
    [InlineData("will-change:transform", false)]
    public async Task What_is_placed_out_of_a_part_without_extent_is_seen_and_nothing_else_of_it(string style, bool seen)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><div style='width:0;height:0;overflow:hidden;{style}'>Inner<span>Inner</span><p>Inner</p><div style='position:relative'>Inner<b style='position:absolute;left:300px'>Inner</b></div><div style='position:absolute;left:20px;top:200px'>Popup</div></div>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var read = (await ReadAsync(site.Portal(), session, ("what", "text"))).Data.ToJsonString();
        read.ShouldNotContain("Inner");
        read.Contains("Popup", StringComparison.Ordinal).ShouldBe(seen);
    }

    [Fact]
    public async Task An_outline_names_what_is_there_as_the_tools_take_it()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        await session.Page.GotoAsync(vendor.App.Address + "billing/invoices");
        var result = await ReadAsync(vendor.Portal, session);
        var untrusted = result.Data["untrusted"]!;
        var table = untrusted["tables"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)table["table"]!).ShouldBe("invoices");
        ((int)table["rows"]!).ShouldBe(50);
        table["columns"]!.AsArray().Count.ShouldBe(8);
        untrusted["headings"]!.AsArray().ShouldContain(heading => (string)heading! == "Invoices");
        untrusted["forms"]!.AsArray().ShouldContain(form => (string)form!["form"]! == "Filter invoices");
        Encoding.UTF8.GetByteCount(result.Data.ToJsonString()).ShouldBeLessThan(6_144);
    }

    [Fact]
    public async Task Sensitive_columns_stand_as_withheld()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        await session.Page.GotoAsync(vendor.App.Address + "billing/invoices");
        var iban = await session.Page.Locator("td.mono").First.InnerTextAsync();
        var read = new StringBuilder();
        for (string? cursor = "at_0"; cursor is not null;)
        {
            var result = await ReadAsync(vendor.Portal, session, ("what", "text"), ("limit", 200), ("cursor", cursor));
            read.Append(result.Data.ToJsonString());
            cursor = (string?)result.Data["next_cursor"];
        }

        read.ToString().ShouldContain("NW-2026-00500");
        read.ToString().ShouldContain("[withheld]");
        read.ToString().ShouldNotContain(iban);
    }

    [Fact]
    public async Task A_find_brings_the_places_with_what_stands_around()
    {
        await using var site = await browser.SiteAsync(("/", "<p>before</p><p>The Needle here</p><p>after</p><p>far</p>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await ReadAsync(site.Portal(), session, ("what", "find"), ("query", "needle"));
        ((string)result.Data["untrusted"]!["places"]![0]!).ShouldBe("before\nThe Needle here\nafter");
        ((int)result.Data["total"]!).ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_bends_the_language_does_not_break_the_reader()
    {
        await using var site = await browser.SiteAsync(("/", "<p>plain</p><script>JSON.stringify = () => 'gotcha'; Array.prototype.map = () => { throw 1 }; Document.prototype.querySelectorAll = () => [];</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        try
        {
            (await ReadAsync(site.Portal(), session, ("what", "text"))).Data.ToJsonString().ShouldNotContain("gotcha");
        }
        catch (BlockFault fault)
        {
            fault.Message.ShouldNotContain("gotcha");
        }
    }

    private Task<BlockResult> ReadAsync(Portal portal, BrowserSession session, params (string Name, object Value)[] arguments) =>
        new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
}
