using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// A web socket that the Skill lists, message by message. What goes through it is counted and not judged: a Skill that lists one
/// says that what pages send there needs no plan.
/// </summary>
internal static class SocketPump
{
    private const int MostMessageBytes = 16 * 1024 * 1024;

    public static Task RunAsync(HttpContext http, EgressPort port, WireAddress address) =>
        new WebSocketMiddleware(http => MeetAsync(http, port, address), Options.Create(new WebSocketOptions()), NullLoggerFactory.Instance).Invoke(http);

    private static async Task MeetAsync(HttpContext http, EgressPort port, WireAddress address)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Denial.AnswerAsync(http, StatusCodes.Status403Forbidden, "it wants to turn into something that is no web socket");
            return;
        }

        using var upstream = new ClientWebSocket();
        foreach (var header in (string[])["Origin", "User-Agent", "Accept-Language", "Authorization"])
        {
            if (http.Request.Headers.TryGetValue(header, out var value)) upstream.Options.SetRequestHeader(header, value);
        }

        if (http.Request.Headers.Cookie is { Count: > 0 } cookie) upstream.Options.SetRequestHeader("Cookie", string.Join("; ", cookie.ToArray()));
        foreach (var protocol in http.WebSockets.WebSocketRequestedProtocols) upstream.Options.AddSubProtocol(protocol);
        try
        {
            var there = address with { Scheme = address.Scheme == "https" ? "wss" : "ws" };
            await upstream.ConnectAsync(there.Uri, port.Upstream.Once, http.RequestAborted);
        }
        catch (WebSocketException)
        {
            await Denial.AnswerAsync(http, StatusCodes.Status502BadGateway, "the portal did not take the web socket");
            return;
        }

        using var page = await http.WebSockets.AcceptWebSocketAsync(upstream.SubProtocol);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var up = PumpAsync(page, upstream, count => { port.Traffic.Speak(); port.Meter.Count(count); }, either.Token);
        var down = PumpAsync(upstream, page, port.Meter.Count, either.Token);
        await Task.WhenAny(up, down);
        either.CancelAfter(TimeSpan.FromSeconds(2));
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task PumpAsync(WebSocket from, WebSocket to, Action<int> count, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        var message = 0;
        while (await from.ReceiveAsync(buffer.AsMemory(), cancel) is var got)
        {
            if (got.MessageType == WebSocketMessageType.Close)
            {
                await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, cancel);
                return;
            }

            message = got.EndOfMessage ? 0 : message + got.Count;
            if (message > MostMessageBytes) throw new IOException("a message larger than may pass");
            count(got.Count);
            await to.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, cancel);
        }
    }
}
