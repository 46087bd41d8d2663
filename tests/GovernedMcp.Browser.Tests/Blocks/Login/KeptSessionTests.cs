using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Testing;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Sessions that the next start of the server takes up again.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class KeptSessionTests(BrowserFixture browser) : IAsyncLifetime
{
    private static readonly Canary[] Canaries = [new("cookie-CANARY-7f3a9"), new("local-CANARY-51c0d"), new("page-CANARY-b8e24"), new("base-CANARY-c9d17")];
    private readonly string _store = Ids.New("store");
    private readonly List<SessionTable> _tables = [];
    private TestSite _site = null!;
    private volatile bool _over;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync(
            ("/", "<form method=post action=/in><input name=u autocomplete=username><input type=password name=p><button>Sign in</button></form>"));
        _site.Answer("/in", async http =>
        {
            _over = false;
            http.Response.Cookies.Append("in", "cookie-CANARY-7f3a9", new() { HttpOnly = true });
            await Html(http, """
                <script>
                  localStorage.token = 'local-CANARY-51c0d';
                  sessionStorage.token = 'page-CANARY-b8e24';
                  indexedDB.open('app', 1).onupgradeneeded = event => {
                    const made = event.target;
                    made.result.createObjectStore('kept').put('base-CANARY-c9d17', 'token');
                    made.onsuccess = () => location.href = '/app';
                  };
                </script>
                """);
        });
        _site.Answer("/app", http =>
        {
            if (!_over && http.Request.Cookies["in"] == "cookie-CANARY-7f3a9") return Html(http, """
                <h1>Desk</h1><a href=/orders>Orders</a><p id=base></p>
                <script>
                  if (localStorage.token !== 'local-CANARY-51c0d' || sessionStorage.token !== 'page-CANARY-b8e24') location.href = '/';
                  const opening = indexedDB.open('app', 1);
                  opening.onsuccess = () => opening.result.transaction('kept').objectStore('kept').get('token').onsuccess = event => { base.textContent = 'Welcome with ' + event.target.result.length; };
                </script>
                """);
            http.Response.Redirect("/");
            return Task.CompletedTask;
        });
    }

    public async Task DisposeAsync()
    {
        foreach (var table in _tables) await table.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task The_next_start_takes_it_up_with_all_that_the_browser_held()
    {
        (await LoginAsync()).Data["taken_up"]!.GetValue<bool>().ShouldBeFalse();
        await EndAsync();
        var again = await LoginAsync();
        again.Data["taken_up"]!.GetValue<bool>().ShouldBeTrue();
        again.Facts!["taken_up"]!.GetValue<bool>().ShouldBeTrue();
        again.Page!.Url.ShouldEndWith("/app");
        SignIns.ShouldBe(1);
        _tables[^1].Live[0].OpenedAt.ShouldBeLessThan(TimeProvider.System.GetUtcNow(), "its age counts from when it was signed in");
        foreach (var canary in Canaries) canary.IsNotUnder(browser.StoreFolder(_store));
    }

    [Fact]
    public async Task One_that_the_portal_no_longer_takes_is_signed_in_anew()
    {
        await LoginAsync();
        await EndAsync();
        _over = true;
        (await LoginAsync()).Data["taken_up"]!.GetValue<bool>().ShouldBeFalse();
        SignIns.ShouldBe(2);
        await EndAsync();
        (await LoginAsync()).Data["taken_up"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("password")]
    [InlineData("skill")]
    [InlineData("skill says no")]
    [InlineData("rails say nothing")]
    [InlineData("too old")]
    [InlineData("too old for the skill")]
    public async Task What_does_not_fit_any_more_is_not_taken_up_then_or_later(string what)
    {
        await LoginAsync();
        await EndAsync();
        var portal = what switch
        {
            "skill" => Portal with { SkillDigest = new string('9', 64) },
            "skill says no" => Portal with { Session = Portal.Session with { Keep = false } },
            "too old for the skill" => Portal with { Session = Portal.Session with { MaxAge = TimeSpan.FromHours(1) } },
            _ => Portal,
        };
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow() + (what == "too old" ? TimeSpan.FromHours(9) : what == "too old for the skill" ? TimeSpan.FromHours(2) : TimeSpan.Zero));
        var again = await LoginAsync(portal, clock, what == "rails say nothing" ? null : TimeSpan.FromHours(8), what == "password" ? "another-CANARY-pw" : "first-CANARY-pw");
        again.Data["taken_up"]!.GetValue<bool>().ShouldBeFalse();
        SignIns.ShouldBe(2);
    }

    [Fact]
    public async Task Signing_out_forgets_it()
    {
        var session = (await LoginAsync()).Data["session"]!.GetValue<string>();
        var table = _tables[^1];
        await new SessionBlock(browser.Host, table, TimeProvider.System).RunAsync(
            Policed.Permit("portal_session", Portal, table.Find(session), null, ("action", "logout")), Policed.Run(), CancellationToken.None);
        (await LoginAsync()).Data["taken_up"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_session_beside_the_first_is_one_of_its_own()
    {
        await LoginAsync();
        (await LoginAsync(table: _tables[^1])).Data["taken_up"]!.GetValue<bool>().ShouldBeFalse();
        SignIns.ShouldBe(2);
    }

    private int SignIns => _site.Requests.Count(request => request == "POST /in");

    private Portal Portal => _site.Portal() with { Login = new LoginRecipe { Start = "", Success = new PageCondition.TextShown("Welcome with 17") } };

    // Each time a start of the server: sessions, block and store anew.
    private Task<BlockResult> LoginAsync(Portal? portal = null, TimeProvider? clock = null, TimeSpan? keep = default, string password = "first-CANARY-pw", SessionTable? table = null)
    {
        var rails = new Rails { Sessions = new SessionRails { Keep = clock is null ? TimeSpan.FromHours(8) : keep } };
        if (table is null) _tables.Add(table = new SessionTable(new PolicySource(Policed.With([portal ?? Portal], rails)), TimeProvider.System));
        return Fixtures.SignIns.LoginAsync(new LoginBlock(browser.Host, table, browser.NewStore(_store).SignIns, clock ?? TimeProvider.System), portal ?? Portal, "dana", password);
    }

    private Task EndAsync() => _tables[^1].EndAsync(Policed.Caller.Workflow, "the server stops");

    private static Task Html(HttpContext http, string html)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }
}
