using System.Collections.Frozen;
using System.Net.WebSockets;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Forms that a page sends over a web socket, which the Skill opens and nobody judges.</summary>
[Collection(SharedBrowser.Sending)]
public sealed class SocketFormTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("socket.send(f.customer.value)", SubmitState.Unknown)]
    [InlineData("", SubmitState.NotSent)]
    public async Task A_form_whose_page_said_something_over_a_web_socket_may_have_been_sent(string sends, SubmitState ends)
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            <h1>New order</h1><form id=f><label>Customer <input name=customer></label><button>Place order</button></form><p id=status></p>
            <script>const socket = new WebSocket(`ws://${location.host}/live`); socket.onopen = () => { document.title = 'open'; };
            f.onsubmit = event => { event.preventDefault(); {{sends}}; };</script>
            """));
        site.Otherwise = new WebSocketMiddleware(ListenAsync, Options.Create(new WebSocketOptions()), NullLoggerFactory.Instance).Invoke;
        var portal = site.Portal() with { Origins = site.Portal().Origins with { Socket = FrozenSet.Create($"ws://{site.Address.Host}:{site.Address.Port}") } };
        var session = await browser.OpenAsync(portal, "/");
        await session.Page.WaitForFunctionAsync("() => document.title === 'open'");
        var values = new Dictionary<string, FieldValue> { ["Customer"] = new("ACME") };
        var filled = await new FillFormBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_fill_form", portal, session.Facts, null, ("form", "New order"), ("values", values)), Policed.Run(), CancellationToken.None);
        var plan = session.Plans.Find((string)filled.Data["plan"]!)!.Facts;
        var sent = await new SubmitBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_submit_form", portal, session.Facts, plan, ("plan", plan.Id)), Policed.Run(), CancellationToken.None);
        sent.Submit.ShouldBe(ends, sent.Message);
        if (ends == SubmitState.Unknown) sent.Message.ShouldContain("web socket");
    }

    private static async Task ListenAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1000];
        while ((await socket.ReceiveAsync(buffer, http.RequestAborted)).MessageType != WebSocketMessageType.Close) { }
    }
}
