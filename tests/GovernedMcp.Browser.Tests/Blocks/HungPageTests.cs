using System.Collections.Frozen;
using System.Diagnostics;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>A page whose script never ends answers nothing: each block gives it up at its deadline, and the session has a new page.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class HungPageTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Form = "<form method=post action=/save onsubmit='if (window.hangs) while (true);'><label>Name <input name=n></label><button>Save</button></form>";
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(40);
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartAsync(("/", $"<title>well</title>{Form}<table><tr><th>A<th>B<tr><td>1<td>2</table>"));

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("portal_read")]
    [InlineData("portal_screenshot")]
    [InlineData("portal_fill_form")]
    [InlineData("portal_extract")]
    public async Task A_block_that_looks_or_types_ends_with_a_timeout_and_the_next_call_has_a_page(string tool)
    {
        var session = await OpenAsync();
        var hung = session.Page;
        await hung.EvaluateAsync("() => { setTimeout(() => { while (true); }); }");
        var watch = Stopwatch.StartNew();
        (await Should.ThrowAsync<BlockFault>(() => RunAsync(tool, session))).Rule.ShouldBe(Rules.Pages.Timeout);
        watch.Elapsed.ShouldBeLessThan(InTime);
        await RecoversAsync(session, hung);
    }

    [Fact]
    public async Task After_it_a_section_is_found_by_its_name_where_the_portal_begins()
    {
        _site.Page("/", "<h1>Start</h1><a href=/orders>Orders</a>");
        _site.Page("/orders", "<h1>Orders</h1>");
        var session = await OpenAsync();
        await session.Page.GotoAsync("about:blank");
        await SectionRoad.GoAsync(session, "Orders", Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
        session.Page.Url.ShouldEndWith("/orders");
    }

    [Fact]
    public async Task A_form_whose_page_hangs_when_it_is_sent_was_not_sent()
    {
        var session = await OpenAsync();
        var plan = (string)(await RunAsync("portal_fill_form", session)).Data["plan"]!;
        var hung = session.Page;
        await hung.EvaluateAsync("() => { window.hangs = true; }");
        var permit = Policed.Permit("portal_submit_form", session.Portal, session.Facts, session.Plans.Find(plan)!.Facts, ("plan", plan));
        var watch = Stopwatch.StartNew();
        var block = new SubmitBlock(browser.Host, browser.Sessions) { Patience = TimeSpan.FromSeconds(4) };
        (await block.RunAsync(permit, Policed.Run(), CancellationToken.None)).Submit.ShouldBe(SubmitState.NotSent);
        watch.Elapsed.ShouldBeLessThan(InTime);
        _site.Requests.ShouldNotContain("POST /save");
        await RecoversAsync(session, hung);
    }

    [Fact]
    public async Task A_table_whose_next_page_hangs_ends_with_a_timeout()
    {
        var table = new Table
        {
            Name = "table-1",
            Root = Vendor.By(LocatorBy.Css, "table"),
            Columns = [new("a", ["A"], GovernedMcp.Governance.Portals.ValueType.String)],
            RowKey = ["a"],
            Pages = new Paging(PagingKind.Next, Vendor.By(LocatorBy.Role, "Next", "button"), 50),
            Source = SourceMark.BuiltIn,
        };
        _site.Page("/turns", "<table><tr><th>A<tr><td>1</table><button onclick='setTimeout(() => { while (true); })'>Next</button>");
        var session = await browser.OpenAsync(_site.Portal() with { Tables = new Dictionary<string, Table> { ["table-1"] = table }.ToFrozenDictionary() }, "/turns");
        session.ScriptDeadline = TimeSpan.FromSeconds(1);
        var hung = session.Page;
        (await Should.ThrowAsync<BlockFault>(() => RunAsync("portal_extract", session))).Rule.ShouldBe(Rules.Pages.Timeout);
        await RecoversAsync(session, hung);
    }

    [Theory]
    [InlineData("<script>while (true);</script>")]
    [InlineData("<form method=post action=/in onsubmit='while (true);'><label>User <input name=u autocomplete=username></label><label>Password <input name=p type=password></label><button>Sign in</button></form>")]
    public async Task Signing_in_where_the_page_hangs_ends_in_time_and_leaves_no_session(string page)
    {
        _site.Page("/", page);
        browser.Policies.Swap(Policed.With([], new Rails { Browser = new() { Deadline = TimeSpan.FromSeconds(2) } }));
        try
        {
            await using var signIns = new SignIns(browser);
            var watch = Stopwatch.StartNew();
            (await signIns.FailAsync(_site.Portal())).Rule.ShouldBe(Rules.Pages.Timeout);
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
            signIns.Sessions.Live.ShouldBeEmpty();
            _site.Requests.ShouldNotContain("POST /in");
        }
        finally
        {
            browser.Policies.Swap(Policed.With([]));
        }
    }

    private async Task<BrowserSession> OpenAsync()
    {
        var session = await browser.OpenAsync(_site.Portal(), "/");
        session.ScriptDeadline = TimeSpan.FromSeconds(2);
        return session;
    }

    private async Task<BlockResult> RunAsync(string tool, BrowserSession session)
    {
        var form = new Dictionary<string, FieldValue> { ["Name"] = new("x") };
        (string, object)[] arguments = tool switch
        {
            "portal_fill_form" => [("form", "form-1"), ("values", form)],
            "portal_extract" => [("table", "table-1")],
            _ => [],
        };
        IToolBlock block = tool switch
        {
            "portal_read" => new ReadBlock(browser.Host, browser.Sessions),
            "portal_extract" => new ExtractBlock(browser.Host, browser.Sessions, browser.Shelf),
            "portal_screenshot" => new ScreenshotBlock(browser.Host, browser.Sessions),
            _ => new FillFormBlock(browser.Host, browser.Sessions),
        };
        return await block.RunAsync(Policed.Permit(tool, session.Portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
    }

    private async Task RecoversAsync(BrowserSession session, Microsoft.Playwright.IPage hung)
    {
        session.Page.ShouldNotBe(hung);
        hung.IsClosed.ShouldBeTrue();
        session.ScriptDeadline = TimeSpan.FromSeconds(20);
        await session.Page.GotoAsync(_site.Address.AbsoluteUri);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("well");
        await browser.Sessions.EndAsync(session, "test");
    }
}
