using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>Between calls and in calls that read, nothing leaves that may change something.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class WireReadingTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Attempts = """
        <title>full of attempts</title><form id=f method=post action=/form><input name=iban value=DE1></form><iframe name=w hidden></iframe>
        <script>
          const tries = ['POST', 'PUT', 'PATCH', 'DELETE'].map(method => () => fetch('/' + method, { method, body: new URLSearchParams({ iban: 'x' }) }));
          tries.push(() => fetch('/json', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"lines":[{"amount":1}]}' }));
          tries.push(() => fetch('/multi', { method: 'POST', body: (d => (d.append('note', 'x'), d))(new FormData()) }));
          tries.push(() => fetch('/alive', { method: 'POST', body: 'x', keepalive: true }));
          tries.push(() => navigator.sendBeacon('/beacon', 'x'));
          tries.push(() => fetch('/empty', { method: 'POST' }));
          tries.push(() => { const x = new XMLHttpRequest(); x.open('POST', '/xhr'); x.send('a=1'); });
          tries.push(() => new Worker(URL.createObjectURL(new Blob([`fetch('${location.origin}/worker', { method: 'POST', body: 'x' })`]))));
          tries.push(() => fetch('/again', { redirect: 'follow' }));
          tries.push(() => { f.target = 'w'; f.submit(); });
          for (const one of tries) { try { Promise.resolve(one()).catch(() => {}); } catch { } }
          window.tried = true;
        </script>
        """;

    private static readonly string[] Wanted = ["/POST", "/PUT", "/PATCH", "/DELETE", "/json", "/multi", "/alive", "/beacon", "/empty", "/xhr", "/worker", "/form"];
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartSecureAsync(("/", Attempts), ("/plain", "<title>plain</title>"));

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_page_full_of_attempts_to_write_writes_nothing()
    {
        var denials = new System.Collections.Concurrent.ConcurrentBag<EgressDenial>();
        var portal = _site.Portal();
        browser.Host.EgressDenied += Take;
        var session = await browser.OpenAsync(portal, "/");
        await UntilAsync(() => Wanted.All(path => denials.Any(denial => denial.Request.Path == path)));
        browser.Host.EgressDenied -= Take;

        _site.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal)).ShouldBeEmpty();
        denials.Single(denial => denial.Request.Path == "/POST").Fields.ShouldBe(["iban"]);
        denials.Single(denial => denial.Request.Path == "/json").Fields.ShouldBe(["lines[0].amount"]);
        denials.Single(denial => denial.Request.Path == "/multi").Fields.ShouldBe(["note"]);
        session.Notes.TakeWarnings().ShouldContain("the page tried to send what this call may not send");
        session.Notes.TakeQuotes().ShouldContain("POST /json");

        void Take(Governance.Sessions.SessionFacts facts, EgressDenial denial)
        {
            if (facts.Portal == portal.Name) denials.Add(denial);
        }
    }

    [Fact]
    public async Task What_reading_needs_by_the_Skill_is_sent_and_nothing_beside_it()
    {
        _site.Page("/api/v2/search", "found");
        var session = await browser.OpenAsync(_site.Portal() with { Writes = [new("POST", "/api/*/search")] }, "/plain");
        (await PostAsync(session, "POST", "/api/v2/search")).ShouldBe(200);
        (await PostAsync(session, "PUT", "/api/v2/search")).ShouldBe(403);
        (await PostAsync(session, "POST", "/api/v2/deep/search")).ShouldBe(403);
        (await PostAsync(session, "POST", "/api/v2/Search")).ShouldBe(403);
        _site.Requests.Where(request => !request.StartsWith("GET ", StringComparison.Ordinal)).ShouldBe(["POST /api/v2/search"]);
    }

    [Fact]
    public async Task While_signing_in_requests_reach_where_credentials_are_typed_and_no_other_origin()
    {
        await using var other = await TestSite.StartAsync(("/x", "x"));
        var session = await browser.OpenAsync(_site.Portal(Origins.Of(other.Address)), "/plain");
        using (session.Wire.Under(WireRule.SigningIn.It))
        {
            (await PostAsync(session, "POST", "/session")).ShouldBe(404);
            await session.Page.EvaluateAsync($"() => fetch('{other.Address}x', {{ method: 'POST', mode: 'no-cors', body: 'x' }}).catch(() => {{}})");
        }

        (await PostAsync(session, "POST", "/session")).ShouldBe(403);
        other.Requests.ShouldNotContain("POST /x");
        _site.Requests.Count(request => request == "POST /session").ShouldBe(1);
    }

    [Fact]
    public async Task Signing_out_sends_the_one_request_of_its_control_once()
    {
        var session = await browser.OpenAsync(_site.Portal(), "/plain");
        using var wire = session.Wire.Under(new WireRule.SigningOut("POST", Origins.Of(_site.Address), "/logout"));
        (await PostAsync(session, "POST", "/other")).ShouldBe(403);
        (await PostAsync(session, "POST", "/logout")).ShouldBe(404);
        (await PostAsync(session, "POST", "/logout")).ShouldBe(403);
        _site.Requests.Count(request => request == "POST /logout").ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_is_denied_leaves_page_and_typed_text_as_they_are()
    {
        _site.Page("/typed", "<form method=post action=/save><input id=a name=a></form>");
        var session = await browser.OpenAsync(_site.Portal(), "/typed");
        await session.Page.EvaluateAsync("() => { a.value = 'typed'; document.forms[0].submit(); }");
        await UntilAsync(() => session.Notes.TakeWarnings().Any(warning => warning.Contains("POST /save", StringComparison.Ordinal)));
        (await session.Page.EvaluateAsync<string>("() => a.value")).ShouldBe("typed");
        _site.Requests.ShouldNotContain("POST /save");
    }

    [Theory]
    [InlineData("<form method=post action=/save><input name=a></form><script>document.forms[0].submit()</script><p>later</p>")]
    [InlineData("<form method=post action=/save><input name=a></form><script>onload = () => document.forms[0].submit()</script>")]
    [InlineData("<form method=post action=/again><input name=a></form><script>document.forms[0].submit()</script>")]
    public async Task A_page_that_sends_a_form_by_itself_does_not_hold_up_the_visit(string page)
    {
        _site.Page("/auto", page);
        var session = await browser.OpenAsync(_site.Portal());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Visits.GoAsync(session, new Uri(_site.Address, "/auto"), CancellationToken.None);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await session.CurrentPageAsync(CancellationToken.None)).Url.ShouldEndWith("/auto");
        _site.Requests.ShouldNotContain(request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_sends_a_form_before_all_of_it_came_does_not_hold_up_the_visit()
    {
        _site.Answer("/early", async http =>
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<form method=post action=/save><input name=a></form><script>document.forms[0].submit()</script>");
            await http.Response.Body.FlushAsync();
            await Task.Delay(300);
        });
        var session = await browser.OpenAsync(_site.Portal());
        session.VisitDeadline = TimeSpan.FromSeconds(10);
        await Visits.GoAsync(session, new Uri(_site.Address, "/early"), CancellationToken.None);
        _site.Requests.ShouldNotContain("POST /save");
    }

    [Fact]
    public async Task A_page_that_is_read_gains_no_right_that_a_persons_touch_gives()
    {
        var session = await browser.OpenAsync(_site.Portal());
        await Visits.GoAsync(session, new Uri(_site.Address, "/plain"), CancellationToken.None);
        await session.CurrentPageAsync(CancellationToken.None);
        (await session.Line.EvaluateAsync("String(navigator.userActivation.hasBeenActive)")).ShouldBe("false");
    }

    private static Task<int> PostAsync(Browser.Sessions.BrowserSession session, string method, string path) =>
        session.Page.EvaluateAsync<int>("async ask => (await fetch(ask[1], { method: ask[0], body: 'a=1' })).status", new[] { method, path });

    private static async Task UntilAsync(Func<bool> done)
    {
        for (var tries = 0; tries < 200 && !done(); tries++) await Task.Delay(50);
    }
}
