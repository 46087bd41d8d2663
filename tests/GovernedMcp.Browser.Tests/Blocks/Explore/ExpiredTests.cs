using GovernedMcp.Browser.Blocks.Explore;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks.Explore;

/// <summary>A portal that ends the session while whoever writes its Skill looks around.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class ExpiredTests(BrowserFixture browser) : IAsyncLifetime
{
    private TestSite _site = null!;
    private SessionTable _sessions = null!;
    private BrowserSession _session = null!;
    private volatile bool _over;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        Guarded("/list", "<h1>List</h1><a href=/detail>Detail</a> <button onclick=\"document.title = 'pressed'; fetch('/more')\">More</button> <label>Note <input></label>");
        Guarded("/detail", "<h1>Detail</h1>");
        Guarded("/sign-in", "<h1>You are in</h1>");
        _site.Answer("/more", http =>
        {
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        _site.Answer("/in", http =>
        {
            _over = false;
            http.Response.Cookies.Append("in", "1");
            http.Response.Redirect("/list");
            return Task.CompletedTask;
        });
        _sessions = new SessionTable(browser.Policies, TimeProvider.System);
        var portal = _site.Portal() with { Login = new LoginRecipe { Start = "/sign-in" } };
        var result = await SignIns.LoginAsync(new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), TimeProvider.System), portal, "desk", "pass-word-1");
        _session = _sessions.Holding(result.Data["session"]!.GetValue<string>())!;
    }

    public async Task DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("portal_click")]
    [InlineData("portal_type")]
    public async Task What_meets_the_sign_in_page_does_nothing_and_asks_for_another_look(string tool)
    {
        var old = await RefAsync(tool == "portal_click" ? "button \"More\"" : "textbox \"Note\"");
        _over = true;
        await _session.Page.ReloadAsync();
        var fault = await RenewedAsync(tool, old);
        fault.Message.ShouldContain("nothing was done");
        _session.Page.Url.ShouldEndWith("/list");
        _site.Requests.ShouldNotContain("GET /more");
        SignedIn.ShouldBe(2);
        (await Should.ThrowAsync<BlockFault>(() => CallAsync(tool, old))).Rule.ShouldBe(Rules.Explore.StaleRef);
        (await CallAsync(tool, await RefAsync(tool == "portal_click" ? "button \"More\"" : "textbox \"Note\""))).Message.ShouldContain(tool == "portal_click" ? "clicked" : "typed");
        SignedIn.ShouldBe(2);
    }

    [Fact]
    public async Task A_click_that_led_to_the_sign_in_page_is_not_done_again()
    {
        var detail = await RefAsync("link \"Detail\"");
        _over = true;
        (await RenewedAsync("portal_click", detail)).Message.ShouldContain("not done a second time");
        _session.Page.Url.ShouldEndWith("/list");
        _site.Requests.Count(request => request == "GET /detail").ShouldBe(1);
        SignedIn.ShouldBe(2);
    }

    [Fact]
    public async Task A_click_after_which_the_portal_turned_something_away_is_not_done_again_either()
    {
        var more = await RefAsync("button \"More\"");
        _over = true;
        (await RenewedAsync("portal_click", more)).Message.ShouldContain("not done a second time");
        _site.Requests.Count(request => request == "GET /more").ShouldBe(1);
        SignedIn.ShouldBe(2);
    }

    [Fact]
    public async Task Where_the_session_was_not_over_the_reply_says_that_the_page_is_new_and_it_is_asked_once()
    {
        (await CallAsync("portal_click", await RefAsync("button \"More\""))).Warnings.ShouldContain(warning => warning.Contains("loaded anew", StringComparison.Ordinal));
        (await _session.Page.TitleAsync()).ShouldNotBe("pressed");
        (await CallAsync("portal_click", await RefAsync("button \"More\""))).Warnings.ShouldBeEmpty();
        (await _session.Page.TitleAsync()).ShouldBe("pressed");
        SignedIn.ShouldBe(1);
    }

    [Fact]
    public async Task A_portal_that_ends_it_right_away_again_ends_the_session_here()
    {
        var detail = await RefAsync("link \"Detail\"");
        _site.Answer("/in", http =>
        {
            http.Response.Redirect("/detail");
            return Task.CompletedTask;
        });
        _site.Page("/detail", "<h1>Detail</h1>");
        _over = true;
        await _session.Page.ReloadAsync();
        (await Should.ThrowAsync<BlockFault>(() => CallAsync("portal_click", detail))).Rule.ShouldBe(Rules.Sessions.Expired);
        _sessions.Live.ShouldBeEmpty();
    }

    private int SignedIn => _site.Requests.Count(request => request == "POST /in");

    // Shows the page to who is signed in, the form to everybody else.
    private void Guarded(string path, string html) => _site.Answer(path, async http =>
    {
        http.Response.ContentType = "text/html";
        var isIn = !_over && http.Request.Headers.Cookie.ToString().Contains("in=1", StringComparison.Ordinal);
        await http.Response.WriteAsync(isIn ? html : "<form method=post action=/in><input name=u autocomplete=username><input type=password name=p><button>Sign in</button></form>");
    });

    private async Task<string> RefAsync(string part)
    {
        var seen = await RunAsync(new SnapshotBlock(browser.Host, _sessions));
        return seen.Data["untrusted"]!["lines"]!.AsArray().Select(line => line!.GetValue<string>().TrimStart()).First(line => line.Contains(part, StringComparison.Ordinal)).Split(' ')[0];
    }

    private async Task<BlockFault> RenewedAsync(string tool, string name)
    {
        var fault = await Should.ThrowAsync<BlockFault>(() => CallAsync(tool, name));
        fault.Rule.ShouldBe(Rules.Sessions.Renewed);
        return fault;
    }

    private Task<BlockResult> CallAsync(string tool, string name) => tool == "portal_click"
        ? RunAsync(new ClickBlock(browser.Host, _sessions), ("ref", name)) : RunAsync(new TypeBlock(browser.Host, _sessions), ("ref", name), ("text", "words"));

    private Task<BlockResult> RunAsync(IToolBlock block, params (string, object)[] arguments) => block.RunAsync(
        Policed.Permit(block.Tool, _session.Portal, _session.Facts, null, arguments), Policed.Run(again: () => Policed.Credential("desk", "pass-word-1")), CancellationToken.None);
}
