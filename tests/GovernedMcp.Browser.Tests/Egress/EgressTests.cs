using System.Net.Sockets;
using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>What a page can do to get out, from a page of the allowed origin, against a server that counts.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class EgressTests(BrowserFixture browser) : IAsyncLifetime
{
    private TestSite _home = null!;
    private TestSite _forbidden = null!;

    public async Task InitializeAsync()
    {
        _home = await TestSite.StartAsync(("/ok", "<title>ok</title>"));
        _forbidden = await TestSite.StartAsync(("/", "<title>forbidden</title>"), ("/x", "x"));
        _home.Answer("/away", http =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = _forbidden.Address + "x";
            return Task.CompletedTask;
        });
    }

    public async Task DisposeAsync()
    {
        await _home.DisposeAsync();
        await _forbidden.DisposeAsync();
    }

    [Fact]
    public async Task What_was_not_let_out_is_told_and_raised()
    {
        var raised = new List<EgressDenial>();
        browser.Host.EgressDenied += (_, denial) => raised.Add(denial);
        _home.Page("/", $"<img src='{_forbidden.Address}x?secret=1'>");
        var session = await browser.OpenAsync(_home.Portal(), "/");
        await session.SettleAsync(CancellationToken.None);
        session.Notes.TakeWarnings().ShouldBe(["a request of the page was not let out"]);
        session.Notes.TakeQuotes().ShouldHaveSingleItem().ShouldContain(_forbidden.Address.Authority);
        raised.ShouldContain(denial => denial.Request.Path == "/x" && denial.Request.Method == "GET" && denial.Request.Port == _forbidden.Address.Port);
    }

    [Fact]
    public async Task A_second_origin_that_the_Skill_lists_is_reached()
    {
        _home.Page("/", $"<script>fetch('{_forbidden.Address}x', {{ mode: 'no-cors' }})</script>");
        var session = await browser.OpenAsync(_home.Portal(Governance.Portals.Origins.Of(_forbidden.Address)), "/");
        await session.SettleAsync(CancellationToken.None);
        _forbidden.Requests.ShouldContain("GET /x");
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("view-source:file:///etc/passwd")]
    [InlineData("chrome://version")]
    [InlineData("chrome://net-internals")]
    [InlineData("data:text/html,x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("view-source:http://127.0.0.1/")]
    [InlineData("https://user:pass@127.0.0.1/")]
    [InlineData("http://127.0.0.1:1/")]
    public void Only_pages_of_the_portal_are_opened(string address)
    {
        try
        {
            PageAddress.Under(_home.Portal(), address).AbsoluteUri.ShouldStartWith(_home.Address.AbsoluteUri);
        }
        catch (BlockFault fault)
        {
            fault.Rule.ShouldBe(Rules.Pages.NotAllowed);
        }
    }

    [Fact]
    public async Task A_port_that_belongs_to_no_session_lets_nothing_out()
    {
        await using var proxy = await EgressProxy.StartAsync(new EgressOptions());
        using var port = proxy.Open();
        (await AskAsync(port, $"GET {_home.Address}ok HTTP/1.1\r\nHost: {_home.Address.Authority}\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 403");
        (await AskAsync(port, $"CONNECT {_home.Address.Authority} HTTP/1.1\r\nHost: {_home.Address.Authority}\r\n\r\n")).ShouldStartWith("HTTP/1.1 403");
        _home.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_closed_port_answers_nobody()
    {
        await using var proxy = await EgressProxy.StartAsync(new EgressOptions());
        var port = proxy.Open();
        port.Bind(_home.Portal());
        port.Dispose();
        await Should.ThrowAsync<SocketException>(() => AskAsync(port, "GET / HTTP/1.1\r\n\r\n"));
    }

    [Theory]
    [InlineData("GET /ok HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET http://{0}@evil.test/ok HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET http://x:y@{0}/ok HTTP/1.1\r\nHost: {0}")]
    [InlineData("GET http://{0}/ok HTTP/1.1\r\nHost: {0}\r\nUpgrade: websocket\r\nConnection: Upgrade")]
    [InlineData("GET ftp://{0}/ok HTTP/1.1\r\nHost: {0}")]
    [InlineData("CONNECT {0} HTTP/1.1\r\nHost: {0}")]
    [InlineData("CONNECT {0}/x HTTP/1.1\r\nHost: {0}")]
    public async Task A_request_of_an_odd_form_is_not_let_out(string request)
    {
        await using var proxy = await EgressProxy.StartAsync(new EgressOptions());
        using var port = proxy.Open();
        port.Bind(_home.Portal());
        var answer = await AskAsync(port, string.Format(System.Globalization.CultureInfo.InvariantCulture, request, _home.Address.Authority) + "\r\n\r\n");
        answer.ShouldMatch("^HTTP/1.1 40[03]");
        _home.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Large_bodies_and_many_requests_pass()
    {
        var bytes = new byte[8 * 1024 * 1024];
        Random.Shared.NextBytes(bytes);
        long got = 0;
        _home.Answer("/large", async http => await http.Response.Body.WriteAsync(bytes));
        _home.Answer("/take", async http =>
        {
            var buffer = new byte[65536];
            for (int read; (read = await http.Request.Body.ReadAsync(buffer)) > 0;) got += read;
        });
        for (var part = 0; part < 60; part++) _home.Page($"/part{part}", $"window.parts = (window.parts || 0) + 1;");
        _home.Page("/", string.Concat(Enumerable.Range(0, 60).Select(part => $"<script src=/part{part}></script>")));
        var session = await browser.OpenAsync(_home.Portal() with { Writes = [new("POST", "/take")] }, "/");
        (await session.Page.EvaluateAsync<int>("() => window.parts")).ShouldBe(60);
        (await session.Page.EvaluateAsync<int>("async () => (await (await fetch('/large')).arrayBuffer()).byteLength")).ShouldBe(bytes.Length);
        await session.Page.EvaluateAsync("() => fetch('/take', { method: 'POST', body: new Uint8Array(3 * 1024 * 1024) })");
        got.ShouldBe(3 * 1024 * 1024);
    }

    // Some servers take it for any other slash: then it is another address than a pattern means.
    [Theory]
    [InlineData("/queues/*/*", "/queues/%2F/orders", false)]
    [InlineData("/queues/*/*", "/queues/a/b%2fc", false)]
    [InlineData("/queues/*", "/queues/a%2Fb", false)]
    [InlineData("/queues/%2F/*", "/queues/%2F/orders", true)]
    [InlineData("/queues/%2F/*", "/queues/%2F/orders%2Fall", false)]
    [InlineData("/queues/*/*", "/queues/a/orders", true)]
    public async Task An_encoded_slash_is_read_and_fits_no_part_of_a_pattern_but_itself(string pattern, string path, bool fits)
    {
        _home.Page("/", "<h1>Queues</h1>");
        _home.Otherwise = _ => Task.CompletedTask;
        var session = await browser.OpenAsync(_home.Portal() with { Writes = [new("PUT", pattern)] }, "/");
        (await session.Page.EvaluateAsync<int>("async path => (await fetch(path)).status", path)).ShouldBe(200);
        (await session.Page.EvaluateAsync<int>("async path => (await fetch(path, { method: 'PUT' })).status", path)).ShouldBe(fits ? 200 : 403);
        _home.Heard.ShouldContain(request => request.StartsWith($"GET {path}\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_whose_answer_never_comes_is_sent_once()
    {
        _home.Answer("/send", http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        _home.Page("/", "<form method=post action=/send><input name=a value=1></form>");
        var session = await browser.OpenAsync(_home.Portal() with { Writes = [new("POST", "/send")] }, "/");
        await session.Page.EvaluateAsync("() => document.forms[0].submit()");
        for (var tries = 0; tries < 100 && await TitleAsync(session) != "502"; tries++) await Task.Delay(100);
        (await TitleAsync(session)).ShouldBe("502");
        await Task.Delay(300);
        _home.Requests.Count(request => request == "POST /send").ShouldBe(1);
    }

    private static async Task<string> TitleAsync(Browser.Sessions.BrowserSession session)
    {
        try
        {
            return (await session.CurrentPageAsync(CancellationToken.None)).Title;
        }
        catch (BlockFault)
        {
            return "";
        }
    }

    private static async Task<string> AskAsync(EgressPort port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(port.Server).Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return Encoding.Latin1.GetString(buffer, 0, read);
    }
}
