using System.Collections.Concurrent;
using System.Text;
using GovernedMcp.Browser.Blocks.Login;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Tests.Blocks.Login;

/// <summary>Forms whose script hands what was typed to HTTP's Basic, with every request from then on.</summary>
[Collection(SharedBrowser.SigningIn)]
public sealed class ScriptedBasicTests(BrowserFixture browser) : IAsyncLifetime
{
    // As management consoles do it: the header is made once, kept where the page finds it again, and sent with everything.
    private const string Console = """
        <!doctype html><title>Console</title><main></main>
        <script>
        const encode = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
        const keep = cookie => document.cookie = cookie;
        const kept = () => (document.cookie.match(/who=([^;]+)/) ?? [])[1];
        const get = path => fetch(path, { headers: { Authorization: 'Basic ' + decodeURIComponent(kept()) } });
        const ask = () => document.querySelector('main').innerHTML = `<form onsubmit="enter(this); return false"><label>User <input name=user autocomplete=username></label>
            <label>Password <input type=password name=password></label><button>Sign in</button></form><p role=alert></p>`;
        async function enter(form) {
            keep('who=' + encodeURIComponent(encode(form.user.value + ':' + form.password.value)));
            const answers = await Promise.all(['/me', '/hosts', '/rights'].map(get));
            if (answers[0].ok) show(); else document.querySelector('[role=alert]').textContent = 'Sign-in failed';
        }
        async function show() {
            document.querySelector('main').innerHTML = `<h1>Hosts</h1><a href=#out>Sign out</a><p id=hosts></p>`;
            document.querySelector('#hosts').textContent = await (await get('/hosts')).text();
        }
        if (kept()) show(); else ask();
        </script>
        """;

    private readonly ConcurrentQueue<string> _told = new();
    private readonly SignIns _signIns = new(browser);
    private string _takes = SignIns.Password;
    private TestSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync(("/", Console));
        foreach (var path in (string[])["/me", "/hosts", "/rights"]) Keep(_site, path);
    }

    public async Task DisposeAsync()
    {
        await _signIns.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task The_header_gets_its_value_outside_the_page_with_every_request()
    {
        await _signIns.LoginAsync(_site.Portal());
        await Page.ReloadAsync();
        await Page.GetByText("two hosts").WaitForAsync();
        _told.ShouldAllBe(told => told == Basic(SignIns.Password));
        var cookie = Uri.UnescapeDataString(await Page.EvaluateAsync<string>("document.cookie.split('=')[1]"));
        Encoding.UTF8.GetString(Convert.FromBase64String(cookie)).ShouldNotContain(SignIns.Password);
    }

    // The browser itself makes the header then, when it is asked for one.
    [Fact]
    public async Task Name_and_password_may_be_handed_to_a_request_as_its_own()
    {
        _site.Page("/", Console.Replace("const keep = cookie => document.cookie = cookie", "const keep = () => {}", StringComparison.Ordinal).Replace("await get('/hosts')", "await fetch('/hosts')", StringComparison.Ordinal).Replace("const answers = await Promise.all(['/me', '/hosts', '/rights'].map(get));", """
            const answers = await new Promise(done => {
                const request = new XMLHttpRequest();
                request.onload = () => done([{ ok: request.status === 200 }]);
                request.open('GET', '/me', true, form.user.value, form.password.value);
                request.send();
            });
            """, StringComparison.Ordinal));
        await _signIns.LoginAsync(_site.Portal());
        _told.Where(told => told.Length > 0).Distinct().ShouldHaveSingleItem().ShouldBe(Basic(SignIns.Password));
    }

    // Three requests leave the page together; an account is not to be locked by them.
    [Fact]
    public async Task A_password_that_is_not_taken_is_sent_once()
    {
        (await _signIns.FailAsync(_site.Portal(), "Wr0ng CANARY")).Rule.ShouldBe(Rules.Login.BadCredentials);
        _told.Where(told => told.Length > 0).ShouldHaveSingleItem().ShouldBe(Basic("Wr0ng CANARY"));
    }

    [Fact]
    public async Task Of_many_that_come_at_the_same_moment_one_goes_first()
    {
        var request = new EgressRequest("GET", "http", "127.0.0.1", _site.Address.Port, "/me");
        for (var times = 0; times < 100; times++)
        {
            using var end = new CancellationTokenSource();
            var (basic, secrets, together) = (new ScriptedBasic(), new WireSecrets(_site.Portal(), inPage: false), new Barrier(4));
            secrets.Add("password", "in-place-of-it", SignIns.Password);
            var all = Enumerable.Range(0, 4).Select(IHeaderDictionary (_) => new DefaultHttpContext { Request = { Headers = { Authorization = Basic("in-place-of-it") } } }.Request.Headers).ToList();
            var dressing = all.Select(headers => Task.Factory.StartNew(() =>
            {
                together.SignalAndWait();
                return basic.DressAsync(request, secrets, allowed: true, headers, end.Token);
            }, TaskCreationOptions.LongRunning).Unwrap()).ToList();
            await await Task.WhenAny(dressing);
            await end.CancelAsync();
            await Task.WhenAll(dressing);
            all.Count(headers => headers.Authorization == Basic(SignIns.Password)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Another_origin_that_is_sent_the_header_gets_what_the_page_holds()
    {
        await using var other = await TestSite.StartAsync();
        ConcurrentQueue<string> heard = new();
        other.Otherwise = http =>
        {
            if (HttpMethods.IsGet(http.Request.Method)) heard.Enqueue(http.Request.Headers.Authorization.ToString());
            (http.Response.Headers.AccessControlAllowOrigin, http.Response.Headers.AccessControlAllowHeaders) = ("*", "authorization");
            return Task.CompletedTask;
        };
        await _signIns.LoginAsync(_site.Portal(Origins.Of(other.Address)));
        await Page.EvaluateAsync($"get('{other.Address}x')");
        heard.ShouldHaveSingleItem().ShouldNotBe(Basic(SignIns.Password));
    }

    [Fact]
    public async Task Once_turned_down_it_may_be_a_part_for_others_and_twice_in_a_row_it_is_over()
    {
        await _signIns.LoginAsync(_site.Portal());
        Keep(_site, "/others", () => "nobody");
        Task<int> GetAsync(string path) => Page.EvaluateAsync<int>($"get('{path}').then(answer => answer.status)");
        (await GetAsync("/others"), await GetAsync("/hosts"), await GetAsync("/others"), await GetAsync("/hosts")).ShouldBe((401, 200, 401, 200));
        _takes = "changed meanwhile";
        _told.Clear();
        for (var times = 0; times < 4; times++) (await GetAsync("/hosts")).ShouldBe(401);
        _told.Count(told => told.Length > 0).ShouldBe(2);
    }

    // The portal tells the name as it writes it itself.
    [Fact]
    public async Task The_name_may_be_written_another_way_afterwards_and_another_name_gets_nothing()
    {
        await _signIns.LoginAsync(_site.Portal());
        _told.Clear();
        var typed = await Page.EvaluateAsync<string>("atob(decodeURIComponent(kept())).split(':')[1]");
        Task<int> GetAsync(string user) => Page.EvaluateAsync<int>("told => { keep('who=' + encodeURIComponent(encode(told))); return get('/hosts').then(answer => answer.status); }", $"{user}:{typed}");
        (await GetAsync(SignIns.User.ToUpperInvariant()), await GetAsync("somebody")).ShouldBe((200, 401));
        _told.ShouldBe([Basic(SignIns.Password), ""]);
    }

    [Fact]
    public async Task A_header_that_is_first_made_after_signing_in_leaves_without_what_stood_for_the_password()
    {
        _site.Page("/", Console.Replace("document.cookie = cookie", "window.held = cookie", StringComparison.Ordinal).Replace("(document.cookie.match", "(window.held?.match", StringComparison.Ordinal).Replace("await Promise.all(['/me', '/hosts', '/rights'].map(get))", "[await fetch('/enter', { method: 'POST', body: JSON.stringify({ user: form.user.value, password: form.password.value }), headers: { 'content-type': 'application/json' } })]", StringComparison.Ordinal).Replace("show() {", "show() { return void (document.querySelector('main').innerHTML = '<a href=#out>Sign out</a>');", StringComparison.Ordinal));
        _site.Answer("/enter", http => http.Response.WriteAsync("{}"));
        await _signIns.LoginAsync(_site.Portal());
        (await Page.EvaluateAsync<int>("get('/hosts').then(answer => answer.status)")).ShouldBe(401);
        _told.ShouldAllBe(told => told.Length == 0);
    }

    [Fact]
    public async Task A_placeholder_in_an_address_still_goes_nowhere()
    {
        _site.Page("/", Console.Replace("'/me', '/hosts'", "'/me', '/hosts?as=' + form.password.value", StringComparison.Ordinal));
        (await _signIns.FailAsync(_site.Portal())).Rule.ShouldBe(Rules.Login.SecretMisplaced);
        _site.Heard.ShouldAllBe(request => !request.StartsWith("GET /hosts?", StringComparison.Ordinal));
    }

    // The next process could put nothing in the place of a placeholder: it would be tried as a password.
    [Fact]
    public async Task A_session_that_lives_by_it_is_not_kept_for_the_next_start()
    {
        var (portal, store) = (_site.Portal(), Ids.New("store"));
        var policies = new PolicySource(Policed.With([portal], new Rails { Sessions = new SessionRails { Keep = TimeSpan.FromHours(8) } }));
        for (var start = 0; start < 2; start++)
        {
            await using var table = new SessionTable(policies, TimeProvider.System);
            var block = new LoginBlock(browser.Host, table, browser.NewStore(store).SignIns, TimeProvider.System);
            ((bool)(await SignIns.LoginAsync(block, portal, SignIns.User, SignIns.Password)).Data["taken_up"]!).ShouldBeFalse();
        }

        _told.ShouldAllBe(told => told == Basic(SignIns.Password));
    }

    // The page of the one session that there is.
    private IPage Page => _signIns.Sessions.Of(Policed.Permit("portal_read", _site.Portal(), _signIns.Sessions.Live.ShouldHaveSingleItem())).Page;

    private static string Basic(string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SignIns.User}:{password}"));

    private void Keep(TestSite site, string path, Func<string>? takes = null) => site.Answer(path, async http =>
    {
        var told = http.Request.Headers.Authorization.ToString();
        _told.Enqueue(told);
        // Long enough for all that leaves together to be there.
        await Task.Delay(100);
        if (told == Basic(takes?.Invoke() ?? _takes))
        {
            await http.Response.WriteAsync("two hosts");
            return;
        }

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"Hosts\"";
    });
}
