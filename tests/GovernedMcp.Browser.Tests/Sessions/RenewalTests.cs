using System.Collections.Frozen;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Explore;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Sessions;

/// <summary>A portal that ends sessions in the middle of the work.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class RenewalTests(BrowserFixture browser) : IAsyncLifetime
{
    private DemoPortalApp _app = null!;
    private SessionTable _sessions = null!;
    private Portal _portal = null!;
    private SessionFacts _session = null!;
    private volatile bool _over;

    public async Task InitializeAsync()
    {
        _app = await DemoPortalApp.StartAsync(new() { Port = 0 });
        _portal = Northwind.Portal(_app.Address);
        _sessions = new SessionTable(browser.Policies, TimeProvider.System);
        await SignInAsync(_portal);
    }

    public async Task DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_call_goes_on_where_it_was_meant_with_the_filter_that_was_set()
    {
        await CallAsync(new NavigateBlock(browser.Host, _sessions), "portal_navigate", ("section", "invoices"), ("params", Values(("status", "Overdue"))));
        var before = await ExtractAsync();
        Expire();
        await Session.Page.ReloadAsync();
        var after = await ExtractAsync();
        after.Rows.ShouldBe(before.Rows);
        after.Text.ShouldBe(before.Text);
        before.Text!.ShouldContain("Overdue");
        before.Text!.ShouldNotContain("Paid");
        after.Warnings.ShouldContain(warning => warning.Contains("signed in again", StringComparison.Ordinal));
        _app.Hits("POST /login").ShouldBe(2);
        (await ExtractAsync()).Warnings.ShouldBeEmpty();
        _app.Hits("POST /login").ShouldBe(2);
    }

    [Theory]
    [InlineData("portal_navigate")]
    [InlineData("portal_read")]
    [InlineData("portal_screenshot")]
    [InlineData("portal_session")]
    [InlineData("portal_snapshot")]
    public async Task Every_call_notices(string tool)
    {
        await CallAsync(new NavigateBlock(browser.Host, _sessions), "portal_navigate", ("section", "invoices"));
        Expire();
        // The page itself is still there until it is asked for again.
        if (tool != "portal_navigate") await Session.Page.ReloadAsync();
        IToolBlock block = tool switch
        {
            "portal_read" => new ReadBlock(browser.Host, _sessions),
            "portal_screenshot" => new ScreenshotBlock(browser.Host, _sessions),
            "portal_session" => new SessionBlock(browser.Host, _sessions, TimeProvider.System),
            "portal_snapshot" => new SnapshotBlock(browser.Host, _sessions),
            _ => new NavigateBlock(browser.Host, _sessions),
        };
        var result = await (tool == "portal_navigate" ? CallAsync(block, tool, ("section", "bank")) : CallAsync(block, tool));
        result.Page!.Url.ShouldEndWith(tool == "portal_navigate" ? "/settings/bank" : "/billing/invoices");
        result.Warnings.ShouldContain(warning => warning.Contains("signed in again", StringComparison.Ordinal));
        _app.Hits("POST /login").ShouldBe(2);
    }

    [Fact]
    public async Task A_session_that_ends_right_away_again_is_refused_and_over()
    {
        await using var site = await AppAsync();
        site.Answer("/rows-page", http =>
        {
            _over = true;
            http.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        });
        var fault = await Should.ThrowAsync<BlockFault>(() => NavigateAsync("path:/rows-page"));
        fault.Rule.ShouldBe(Rules.Sessions.Expired);
        fault.Message.ShouldContain("again right after");
        site.Requests.Count(request => request == "POST /in").ShouldBe(2);
        _sessions.Live.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_sign_in_again_is_told_so()
    {
        Expire();
        var permit = Policed.Permit("portal_navigate", _portal, _session, null, ("section", "invoices"));
        var fault = await Should.ThrowAsync<BlockFault>(() => new NavigateBlock(browser.Host, _sessions).RunAsync(permit, Policed.Run(), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Sessions.Expired);
        _app.Hits("POST /login").ShouldBe(1);
        _sessions.Live.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_meanwhile_is_sent_once()
    {
        Expire();
        for (var tries = 0; tries < 3; tries++)
        {
            var permit = Policed.Permit("portal_navigate", _portal, _session, null, ("section", "invoices"));
            var run = Policed.Run(again: () => Policed.Credential(Northwind.User, "changed meanwhile"));
            (await Should.ThrowAsync<BlockFault>(() => new NavigateBlock(browser.Host, _sessions).RunAsync(permit, run, CancellationToken.None))).Rule.ShouldBe(Rules.Login.BadCredentials);
        }

        _app.Hits("POST /login").ShouldBe(2);
    }

    [Fact]
    public async Task A_cursor_does_not_go_on_in_another_session()
    {
        var cursor = (await ExtractAsync(("limit", 5))).Data["next_cursor"]!.ToString();
        Expire();
        await Session.Page.ReloadAsync();
        var fault = await Should.ThrowAsync<BlockFault>(() => ExtractAsync(("limit", 5), ("cursor", cursor)));
        fault.Rule.ShouldBe(Rules.Sessions.Renewed);
        (await ExtractAsync(("limit", 5))).Data["next_cursor"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_draws_nothing_of_a_401_is_read_anew(bool declared)
    {
        await using var site = await AppAsync(declared);
        _over = true;
        (await NavigateAsync("path:/app")).Warnings.ShouldContain(warning => warning.Contains("signed in again", StringComparison.Ordinal));
        (await CallAsync(new ReadBlock(browser.Host, _sessions), "portal_read", ("what", "text"))).Data.ToJsonString().ShouldContain("Row 1");
        site.Requests.Count(request => request == "POST /in").ShouldBe(2);
    }

    [Fact]
    public async Task What_is_always_answered_with_401_costs_one_look_and_no_credential()
    {
        await using var site = await AppAsync();
        site.Answer("/rows", http =>
        {
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        for (var visits = 0; visits < 3; visits++) (await NavigateAsync("path:/app")).Warnings.ShouldBeEmpty();
        site.Requests.Count(request => request == "POST /in").ShouldBe(1);
        site.Requests.Count(request => request == "GET /sign-in").ShouldBe(2);
    }

    [Fact]
    public async Task A_page_that_answers_401_itself_too()
    {
        await using var site = await AppAsync();
        _over = true;
        site.Answer("/plain", async http =>
        {
            http.Response.StatusCode = _over ? 401 : 200;
            await http.Response.WriteAsync("<h1>Plain</h1>");
        });
        (await NavigateAsync("path:/plain")).Page!.Url.ShouldEndWith("/plain");
        site.Requests.Count(request => request == "POST /in").ShouldBe(2);
    }

    [Fact]
    public async Task A_submit_is_never_run_anew()
    {
        await using var vendor = await Vendor.StartAsync();
        await SignInAsync(vendor.Portal with { Login = Northwind.Recipe });
        var values = Values(("invoice", "NW-2026-00042"), ("reason", "Wrong amount"), ("amount", "12.50"), ("contact", "E-mail"));
        var filled = await CallAsync(new FillFormBlock(browser.Host, _sessions), "portal_fill_form", ("form", "dispute"), ("values", values));
        var plan = Session.Plans.Find(filled.Data["plan"]!.ToString())!.Facts;
        vendor.App.Faults = new FaultSwitches { ExpireSessions = true };
        await Session.Page.ReloadAsync();
        var permit = Policed.Permit("portal_submit_form", _portal, _session, plan, ("plan", plan.Id));
        var fault = await Should.ThrowAsync<BlockFault>(() => new SubmitBlock(browser.Host, _sessions).RunAsync(permit, Run(), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Sessions.Renewed);
        fault.Submit.ShouldBe(SubmitState.NotSent);
        vendor.App.Hits("POST /disputes").ShouldBe(0);
        vendor.App.Hits("POST /login").ShouldBe(2);
        (await CallAsync(new FillFormBlock(browser.Host, _sessions), "portal_fill_form", ("form", "dispute"), ("values", values))).Data["plan"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_download_that_meets_the_end_is_fetched_once_the_session_is_new()
    {
        await using var site = await AppAsync();
        var pdf = "%PDF-1.7\n%%EOF\n"u8.ToArray();
        site.Page("/files", "<h1>Files</h1><a href=/report.pdf>Report</a>");
        site.Answer("/report.pdf", async http =>
        {
            if (_over)
            {
                http.Response.Redirect("/sign-in");
                return;
            }

            http.Response.ContentType = "application/pdf";
            await http.Response.Body.WriteAsync(pdf);
        });
        var report = new DownloadPart("report", Northwind.Role("link", "Report"), ["application/pdf"], 1, SourceMark.BuiltIn);
        await SignInAsync(_portal with { Downloads = new[] { report }.ToFrozenDictionary(part => part.Name) });
        await NavigateAsync("path:/files");
        var signedIn = site.Requests.Count(request => request == "POST /in");
        _over = true;
        var result = await CallAsync(new DownloadBlock(browser.Host, _sessions, browser.Shelf) { Patience = TimeSpan.FromSeconds(3) }, "portal_download", ("download", "report"));
        result.File!.Size.ShouldBe(pdf.Length);
        result.Page!.Url.ShouldEndWith("/files");
        result.Warnings.ShouldContain(warning => warning.Contains("signed in again", StringComparison.Ordinal));
        site.Requests.Count(request => request == "POST /in").ShouldBe(signedIn + 1);
        site.Requests.Count(request => request == "GET /report.pdf").ShouldBe(2);
    }

    [Fact]
    public async Task Signing_out_of_what_the_portal_ended_needs_no_credential()
    {
        Expire();
        await Session.Page.ReloadAsync();
        (await CallAsync(new SessionBlock(browser.Host, _sessions, TimeProvider.System), "portal_session", ("action", "logout"))).Message.ShouldContain("the portal had ended it before");
        _app.Hits("POST /login").ShouldBe(1);
        _sessions.Live.ShouldBeEmpty();
    }

    // A page that asks for its rows by script and shows none where it gets none.
    private async Task<TestSite> AppAsync(bool declared = false)
    {
        var site = await TestSite.StartAsync(
            ("/app", "<h1>Rows</h1><ul id=list></ul><script>fetch('/rows').then(got => got.ok ? got.text() : '').then(text => list.innerHTML = text)</script>"));
        _over = true;
        site.Answer("/sign-in", async http =>
        {
            if (_over || !http.Request.Headers.Cookie.ToString().Contains("in=1", StringComparison.Ordinal))
            {
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<form method=post action=/in><input name=u autocomplete=username><input type=password name=p><button>Sign in</button></form>");
            }
            else http.Response.Redirect("/app");
        });
        site.Answer("/in", http =>
        {
            _over = false;
            http.Response.Cookies.Append("in", "1");
            http.Response.Redirect("/app");
            return Task.CompletedTask;
        });
        site.Answer("/rows", async http =>
        {
            http.Response.StatusCode = _over ? 401 : 200;
            await http.Response.WriteAsync(_over ? "no" : "<li>Row 1</li>");
        });
        await SignInAsync(site.Portal() with { Login = new LoginRecipe { Start = "/sign-in", Success = declared ? new PageCondition.TextShown("Rows") : null } });
        return site;
    }

    private Task<BlockResult> NavigateAsync(string section) => CallAsync(new NavigateBlock(browser.Host, _sessions), "portal_navigate", ("section", section));

    private BrowserSession Session => _sessions.Holding(_session.Handle)!;

    private void Expire() => _app.Faults = new FaultSwitches { ExpireSessions = true };

    private async Task SignInAsync(Portal portal)
    {
        await _sessions.EndAsync(Policed.Caller.Workflow, "test");
        var result = await SignIns.LoginAsync(new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), TimeProvider.System), portal, Northwind.User, Northwind.Password);
        (_portal, _session) = (portal, _sessions.Find(result.Data["session"]!.GetValue<string>())!);
    }

    private Task<BlockResult> ExtractAsync(params (string, object)[] more) => CallAsync(new ExtractBlock(browser.Host, _sessions, browser.Shelf), "portal_extract", [("table", "invoices"), .. more]);

    private Task<BlockResult> CallAsync(IToolBlock block, string tool, params (string, object)[] arguments) =>
        block.RunAsync(Policed.Permit(tool, _portal, _session, null, arguments), Run(), CancellationToken.None);

    private static BlockRun Run() => Policed.Run(again: () => Policed.Credential(Northwind.User, Northwind.Password));

    private static Dictionary<string, FieldValue> Values(params (string Name, string Text)[] values) => values.ToDictionary(value => value.Name, value => new FieldValue(value.Text));
}
