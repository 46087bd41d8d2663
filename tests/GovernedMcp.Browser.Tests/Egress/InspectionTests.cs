using System.Collections.Frozen;
using System.Net.WebSockets;
using System.Text;
using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>A real browser on an https portal whose traffic is looked into: it notices nothing.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed class InspectionTests(BrowserFixture browser) : IAsyncLifetime
{
    private TestSite _site = null!;

    public async Task InitializeAsync() => _site = await TestSite.StartSecureAsync(("/", "<title>secure</title>"), ("/ok", "ok"));

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_secure_page_is_secure_and_speaks_HTTP_2()
    {
        var session = await browser.OpenAsync(_site.Portal(), "/");
        (await session.Page.EvaluateAsync<bool>("() => isSecureContext")).ShouldBeTrue();
        (await session.Page.EvaluateAsync<string>("() => performance.getEntriesByType('navigation')[0].nextHopProtocol")).ShouldBe("h2");
        _site.Protocols.Keys.ShouldBe(["HTTP/2"]);
    }

    [Fact]
    public async Task What_may_be_kept_is_asked_for_once()
    {
        _site.Answer("/kept.js", async http =>
        {
            http.Response.Headers.CacheControl = "max-age=3600";
            http.Response.ContentType = "text/javascript";
            await http.Response.WriteAsync("window.kept = 1");
        });
        _site.Page("/page", "<script src=/kept.js></script>");
        var session = await browser.OpenAsync(_site.Portal(), "/page");
        for (var time = 0; time < 3; time++) await session.Page.GotoAsync(new Uri(_site.Address, "/page").AbsoluteUri);
        _site.Requests.Count(request => request == "GET /kept.js").ShouldBe(1);
    }

    [Fact]
    public async Task A_denied_path_of_an_inspected_host_is_told_with_method_and_path()
    {
        var session = await browser.OpenAsync(_site.Portal(), "/");
        await session.Page.EvaluateAsync("() => new Promise(end => { const s = new WebSocket('wss://' + location.host + '/live?x=1'); s.onclose = s.onerror = end; })");
        session.Notes.TakeQuotes().ShouldContain(quote => quote.Contains("web socket", StringComparison.Ordinal));
        _site.Requests.ShouldNotContain(request => request.Contains("/live", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_web_socket_that_the_Skill_lists_is_open(bool secure)
    {
        await using var site = secure ? await TestSite.StartSecureAsync(("/", "x")) : await TestSite.StartAsync(("/", "x"));
        site.Otherwise = new WebSocketMiddleware(EchoAsync).InvokeAsync;
        var portal = site.Portal();
        var socket = $"{(secure ? "wss" : "ws")}://{site.Address.Host}:{site.Address.Port}";
        var session = await browser.OpenAsync(portal with { Origins = portal.Origins with { Socket = FrozenSet.Create(socket) } }, "/");
        var said = await session.Page.EvaluateAsync<string>($"() => new Promise((end, fail) => {{ const s = new WebSocket('{socket}/live', ['chat']); s.onopen = () => s.send('hello'); s.onmessage = m => end(s.protocol + ' ' + m.data); s.onerror = fail; }})");
        said.ShouldBe("chat hello");
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync("chat");
        var buffer = new byte[100];
        var got = await socket.ReceiveAsync(buffer, http.RequestAborted);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer, 0, got.Count)), WebSocketMessageType.Text, true, http.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
    }

    private sealed class WebSocketMiddleware(RequestDelegate next)
    {
        private readonly Microsoft.AspNetCore.WebSockets.WebSocketMiddleware _inner = new(next, Microsoft.Extensions.Options.Options.Create(new WebSocketOptions()), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        public Task InvokeAsync(HttpContext http) => _inner.Invoke(http);
    }
}
