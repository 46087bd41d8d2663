using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.DemoPortal;
using GovernedMcp.DemoPortal.Faults;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks;

[Collection(SharedBrowser.Blocks)]
public sealed class NavigateBlockTests(BrowserFixture browser) : IAsyncLifetime
{
    private DemoPortalApp _app = null!;
    private SessionTable _sessions = null!;
    private Portal _portal = null!;
    private SessionFacts _session = null!;

    public async Task InitializeAsync()
    {
        _app = await DemoPortalApp.StartAsync(new() { Port = 0 });
        _sessions = new SessionTable(browser.Policies, TimeProvider.System);
        _portal = Northwind.Portal(_app.Address);
        var login = new LoginBlock(browser.Host, _sessions, browser.NewSignIns(), TimeProvider.System);
        var result = await SignIns.LoginAsync(login, _portal, Northwind.User, Northwind.Password);
        _session = _sessions.Find(result.Data["session"]!.GetValue<string>())!;
    }

    public async Task DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_declared_section_is_reached_and_told()
    {
        var result = await GoAsync("invoices");
        result.Page!.Title.ShouldStartWith("Invoices");
        Names(result.Data["tables"]).ShouldBe(["invoices"]);
        result.Data.ToJsonString().Length.ShouldBeLessThan(2000);
    }

    [Fact]
    public async Task Parts_that_nobody_declared_are_named_as_the_page_names_them()
    {
        var result = await GoAsync("path:/disputes/new");
        Names(result.Data["page_text"]!["found_forms"]).ShouldNotBeEmpty();
        result.Data.ContainsKey("tables").ShouldBeFalse();
    }

    [Fact]
    public async Task A_parameter_is_set_on_the_page_and_applied()
    {
        var result = await GoAsync("invoices", ("status", "overdue"));
        result.Page!.Url.ShouldContain("status=…");
        var session = _sessions.Of(Policed.Permit("portal_navigate", _portal, _session));
        (await session.Page.GetByLabel("Status").InputValueAsync()).ToLowerInvariant().ShouldBe("overdue");
    }

    [Theory]
    [InlineData("status", "Lost", "Overdue")]
    [InlineData("state", "Open", "status")]
    public async Task A_wrong_parameter_is_refused_with_what_is_allowed(string name, string value, string allowed)
    {
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync("invoices", (name, value)));
        fault.Rule.ShouldBe(Rules.Navigation.Parameter);
        fault.Allowed.ShouldContain(allowed);
        _app.Hits("GET /billing/invoices").ShouldBe(0);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public async Task A_parameter_in_an_address_is_a_value_and_no_other_place(string value) =>
        (await Should.ThrowAsync<BlockFault>(() => GoAsync("invoice", ("number", value)))).Rule.ShouldBe(Rules.Navigation.Parameter);

    [Fact]
    public async Task Another_place_of_a_page_that_the_portal_refused_is_refused_too()
    {
        await using var site = await browser.SiteAsync(("/", "<h1>Home</h1>"));
        site.Answer("/gone", http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return http.Response.WriteAsync("Error");
        });
        var session = await browser.OpenAsync(site.Portal(), "/");
        foreach (var place in new[] { "one", "two" })
            (await Should.ThrowAsync<BlockFault>(() => Visits.GoAsync(session, new Uri(site.Address, $"/gone#/{place}"), CancellationToken.None))).Rule.ShouldBe(Rules.Pages.Status);
        foreach (var place in new[] { "one", "two" }) await Visits.GoAsync(session, new Uri(site.Address, $"/#/{place}"), CancellationToken.None);
        site.Requests.Count(request => request == "GET /").ShouldBe(2);
    }

    [Fact]
    public async Task What_was_refused_is_not_sent_once_more_by_going_to_another_place_of_the_answer()
    {
        await using var site = await browser.SiteAsync(("/", "<form method=post action=/save aria-label=Order><label>Note <input name=n></label><button>Send</button></form>"));
        site.Answer("/save", http =>
        {
            if (http.Request.Method == "POST") http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync("<h1>Orders</h1>");
        });
        var session = await browser.OpenAsync(site.Portal(), "/");
        var values = new Dictionary<string, FieldValue> { ["Note"] = new("x") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", site.Portal(), session.Facts, null, ("form", "Order"), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        await new SubmitBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_submit_form", site.Portal(), session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        await Visits.GoAsync(session, new Uri(site.Address, "/save#there"), CancellationToken.None);
        site.Requests.Where(request => request.EndsWith("/save", StringComparison.Ordinal)).ShouldBe(["POST /save", "GET /save"]);
    }

    [Fact]
    public async Task A_section_without_an_address_is_clicked_to() =>
        (await GoAsync("bank")).Page!.Url.ShouldEndWith("/settings/bank");

    [Theory]
    [InlineData("path:/disputes")]
    [InlineData("Disputes")]
    public async Task A_section_that_nobody_declared_is_found(string name) =>
        (await GoAsync(name)).Page!.Url.ShouldEndWith("/disputes");

    [Theory]
    [InlineData("Sign out")]
    [InlineData("log off (2)")]
    [InlineData("path:/account/logout")]
    [InlineData("link:/logout")]
    public async Task What_signs_out_is_no_section_and_the_session_goes_on(string name)
    {
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(name))).Rule.ShouldBe(Rules.Navigation.SignsOut);
        (await GoAsync("Disputes")).Page!.Url.ShouldEndWith("/disputes");
    }

    [Theory]
    [InlineData("", 1_200)]
    [InlineData("Loading…", 4_500)]
    [InlineData("Please wait...", 4_500)]
    [InlineData("<span style='position:absolute;left:-9999px'>To the content</span>", 1_200)]
    public async Task A_page_that_scripts_draw_late_is_waited_for(string until, int after)
    {
        await using var site = await browser.SiteAsync(("/", "<h1>Home</h1>"), ("/orders", $"<div id=app>{until}</div><script>setTimeout(() => {{ app.innerHTML = '<h1>Orders</h1>'; }}, {after});</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", site.Portal(), session.Facts, null, ("section", "path:/orders")), Policed.Run(), CancellationToken.None);
        Names(result.Data["page_text"]!["headings"]).ShouldBe(["Orders"]);
    }

    [Theory]
    [InlineData("#/orders", "onhashchange =", "/#/orders")]
    [InlineData("#!/orders", "onhashchange =", "/#!/orders")]
    [InlineData("/orders", "document.querySelector('a').onclick = event => { event.preventDefault(); history.pushState(null, '', '/orders'); draw(); }; const draw =", "/orders")]
    public async Task A_page_that_changes_its_address_first_is_told_when_it_has_changed(string address, string script, string told)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Home</h1><a href='{address}'>Orders</a><script>{script} () => setTimeout(() => {{ document.querySelector('h1').textContent = 'Orders'; }}, 700);</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        Task<BlockResult> To(string section) => new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", site.Portal(), session.Facts, null, ("section", section)), Policed.Run(), CancellationToken.None);
        Names((await To("path:/")).Data["page_text"]!["headings"]).ShouldBe(["Home"]);
        var result = await To("Orders");
        Names(result.Data["page_text"]!["headings"]).ShouldBe(["Orders"]);
        result.Page!.Url.ShouldEndWith(told);
    }

    [Theory]
    [InlineData("fetch('/go', { method: 'POST' })", "kept back")]
    [InlineData("fetch('/go')", "showed before: it may")]
    [InlineData("fetch('/go').then(() => { document.querySelector('h1').textContent = 'Orders'; })", "at a section")]
    [InlineData("fetch('/go', { method: 'POST' }); location.hash = 'orders'", "at a section")]
    public async Task Nobody_is_told_to_be_where_what_leads_there_was_kept_back(string script, string told)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Home</h1><a href=# onclick=\"event.preventDefault(); {script}\">Orders</a>"), ("/go", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", site.Portal(), session.Facts, null, ("section", "Orders")), Policed.Run(), CancellationToken.None);
        result.Message.ShouldContain(told);
        site.Requests.ShouldNotContain(request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<div role=menuitem tabindex=0 onclick=\"fetch('/go')\">Orders</div>", "showed before")]
    [InlineData("<div role=menuitem tabindex=0 onclick=\"document.querySelector('h1').textContent = 'Orders'\">Orders</div>", "at a section")]
    [InlineData("<button role=tab aria-selected=true>Orders</button>", "may be there already")]
    [InlineData("<button role=tab aria-selected=false onclick=\"this.setAttribute('aria-selected', true)\">Orders</button>", "at a section")]
    [InlineData("<div role=menuitem tabindex=0 onclick=\"frames[0].document.body.innerHTML = '<p>Orders</p>'\">Orders</div><iframe srcdoc='<p>Home</p>'></iframe>", "at a section")]
    [InlineData("<div role=menuitem tabindex=0 onclick=\"1\">Orders</div><iframe sandbox srcdoc='<p>Home</p>'></iframe>", "at a section")]
    [InlineData("<a href='/'>Orders</a>", "at a section")]
    [InlineData("<div role=menuitem tabindex=0 onclick=\"document.querySelector('ul').style.left = 0\">Orders</div><ul style='position: absolute; left: -999em'><li><a href=/new>New</a></ul>", "at a section")]
    public async Task Of_what_was_pressed_and_changed_nothing_that_is_told(string lead, string told)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Home</h1>{lead}"), ("/go", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", site.Portal(), session.Facts, null, ("section", "Orders")), Policed.Run(), CancellationToken.None);
        result.Message.ShouldContain(told);
    }

    [Fact]
    public async Task A_session_that_the_portal_ended_is_told_and_ended()
    {
        _app.Faults = new FaultSwitches { ExpireSessions = true };
        (await Should.ThrowAsync<BlockFault>(() => GoAsync("invoices"))).Rule.ShouldBe(Rules.Sessions.Expired);
        _sessions.Find(_session.Handle).ShouldBeNull();
    }

    [Fact]
    public async Task Dialogs_are_dismissed_and_told()
    {
        _app.Faults = new FaultSwitches { Dialog = "alert" };
        var result = await GoAsync("invoices");
        result.Warnings.ShouldContain(warning => warning.Contains("`alert`"));
        result.Quotes.ShouldContain(quote => quote.Contains("Saturday"));
    }

    [Fact]
    public async Task A_page_that_loops_is_given_up_and_the_session_goes_on()
    {
        _sessions.Of(Policed.Permit("portal_navigate", _portal, _session)).VisitDeadline = TimeSpan.FromSeconds(2);
        _app.Faults = new FaultSwitches { Page = "loop", Paths = ["/billing/invoices"] };
        (await Should.ThrowAsync<BlockFault>(() => GoAsync("invoices"))).Rule.ShouldBe(Rules.Pages.Timeout);
        _app.Faults = FaultSwitches.None;
        (await GoAsync("invoices")).Page!.Title.ShouldStartWith("Invoices");
    }

    [Fact]
    public async Task Status_tells_and_logout_signs_out_at_the_portal()
    {
        var block = new SessionBlock(browser.Host, _sessions, TimeProvider.System);
        var status = await block.RunAsync(Policed.Permit("portal_session", _portal, _session, null, ("action", "status")), Policed.Run(), CancellationToken.None);
        status.Data["state"]!.GetValue<string>().ShouldBe("ready");
        status.Page!.Url.ShouldEndWith("/home");

        var end = await block.RunAsync(Policed.Permit("portal_session", _portal, _session, null, ("action", "logout")), Policed.Run(), CancellationToken.None);
        end.Data["signed_out"]!.GetValue<bool>().ShouldBeTrue();
        _app.Hits("POST /logout").ShouldBe(1);
        _sessions.Live.ShouldBeEmpty();
    }

    private Task<BlockResult> GoAsync(string section, params (string Name, string Value)[] values)
    {
        var block = new NavigateBlock(browser.Host, _sessions);
        IReadOnlyDictionary<string, FieldValue> given = values.ToDictionary(pair => pair.Name, pair => new FieldValue(pair.Value));
        return block.RunAsync(Policed.Permit("portal_navigate", _portal, _session, null, ("section", section), ("params", given)), Policed.Run(), CancellationToken.None);
    }

    private static IEnumerable<string> Names(JsonNode? list) => list!.AsArray().Select(name => name!.GetValue<string>());
}
