using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Sessions;

/// <summary>An application of one page that asks its portal by POST, whenever it loads, whether the session goes on.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class UnaskedRequestTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Application = """
        <title>Desk</title><main></main>
        <script>
          const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
          const draw = (state) => {
            document.querySelector('main').innerHTML = state === 'in'
              ? `<h1>${location.pathname === '/orders' ? 'Orders' : 'Home'}</h1><a href=/orders>Orders</a>`
              : '<form id=f><label>Name <input name=u></label><label>Word <input type=password name=p></label><button>Log in</button></form>';
            if (state !== 'in') f.onsubmit = async event => {
              event.preventDefault();
              await post('/check', { name: f.u.value });
              if ((await post('/in', { u: f.u.value, p: f.p.value })).ok) draw('in');
            };
          };
          post('/refresh', { mode: 'cookie' }).then(async answer => draw(answer.ok ? 'in' : 'out'));
        </script>
        """;

    private TestSite _site = null!;
    private SignIns _signIns = null!;
    private Portal _portal = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartSecureAsync(("/", Application), ("/orders", Application), ("/check", ""), ("/plain", "plain"));
        _site.Answer("/in", http =>
        {
            http.Response.Headers.SetCookie = "sid=1; Path=/; HttpOnly";
            return Task.CompletedTask;
        });
        _site.Answer("/refresh", http =>
        {
            http.Response.StatusCode = http.Request.Headers.Cookie.ToString().Contains("sid=1", StringComparison.Ordinal) ? 200 : 401;
            return Task.CompletedTask;
        });
        _signIns = new SignIns(browser);
        _portal = _site.Portal();
    }

    public async Task DisposeAsync()
    {
        await _signIns.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_asks_on_loading_whether_the_session_goes_on_is_reached_by_its_path()
    {
        var session = await SignedInAsync();
        (await NavigateAsync(session)).Warnings.ShouldBeEmpty();
        (await session.Page.InnerTextAsync("h1")).ShouldBe("Orders");
        _site.Requests.Count(request => request == "POST /in").ShouldBe(1);
    }

    [Fact]
    public async Task One_that_is_another_each_time_is_held_back_and_the_fault_says_what_would_help()
    {
        _site.Page("/", Application.Replace("'cookie'", "Math.random()", StringComparison.Ordinal));
        _site.Page("/orders", Application.Replace("'cookie'", "Math.random()", StringComparison.Ordinal));
        var session = await SignedInAsync();
        var fault = await Should.ThrowAsync<BlockFault>(() => NavigateAsync(session));
        fault.Rule.ShouldBe(Rules.Sessions.Expired);
        fault.Message.ShouldContain("`writes`");
        fault.Quotes.ShouldContain("POST /refresh");
    }

    [Theory]
    [InlineData("/refresh", "{\"mode\":\"cookie\"}", "application/json", 200)]
    [InlineData("/refresh", "{\"mode\":\"Cookie\"}", "application/json", 403)]
    [InlineData("/refresh", "{\"mode\":\"cookie\"}", "text/plain", 403)]
    [InlineData("/refresh?all=1", "{\"mode\":\"cookie\"}", "application/json", 403)]
    [InlineData("/in", "{\"mode\":\"cookie\"}", "application/json", 403)]
    [InlineData("/check", "{\"name\":\"dana\"}", "application/json", 403)]
    public async Task Only_what_was_sent_before_anything_was_typed_goes_again_and_only_word_for_word(string path, string body, string type, int status)
    {
        var session = await SignedInAsync();
        var sent = _site.Heard.Count(one => one.StartsWith("POST", StringComparison.Ordinal));
        (await session.Page.EvaluateAsync<int>("([path, body, type]) => fetch(path, { method: 'POST', headers: { 'content-type': type }, body }).then(answer => answer.status)", new[] { path, body, type })).ShouldBe(status);
        _site.Heard.Count(one => one.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(status == 200 ? sent + 1 : sent);
    }

    [Fact]
    public async Task Whoever_explores_sends_not_even_that()
    {
        var session = await SignedInAsync();
        session.Wire.Explore();
        (await session.Page.EvaluateAsync<int>("() => post('/refresh', { mode: 'cookie' }).then(answer => answer.status)")).ShouldBe(403);
    }

    private Task<BlockResult> NavigateAsync(BrowserSession session) => new NavigateBlock(browser.Host, _signIns.Sessions).RunAsync(
        Policed.Permit("portal_navigate", _portal, session.Facts, null, ("section", "path:/orders")), Policed.Run(again: () => Policed.Credential(SignIns.User, SignIns.Password)), CancellationToken.None);

    private async Task<BrowserSession> SignedInAsync()
    {
        var result = await _signIns.LoginAsync(_portal);
        return _signIns.Sessions.Holding(result.Data["session"]!.GetValue<string>())!;
    }
}
