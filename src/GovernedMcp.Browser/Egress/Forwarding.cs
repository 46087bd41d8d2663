using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GovernedMcp.Browser.Egress;

/// <summary>One plain HTTP request through a port: judged, sent on, streamed back. Always answered: a browser sends again what got no answer.</summary>
internal static class Forwarding
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Proxy-Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Proxy-Authorization",
        "Proxy-Authenticate", "Expect", "Alt-Svc", "Host",
    };

    public static async Task RunAsync(HttpContext http)
    {
        var port = http.Features.Get<EgressPort>() ?? throw new InvalidOperationException("every request comes from a port");
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var address = Uri.TryCreate(target, raw, out var parsed) && parsed.Scheme == "http" ? parsed : null;
        var request = address is null ? null : EgressRequest.Of(http.Request.Method, address);
        if (request is not null) request = request with { Upgrades = http.Request.Headers.ContainsKey("Upgrade") };
        if (port.Refusal(request) is { } why)
        {
            await AnswerAsync(http, 403, why);
            return;
        }

        try
        {
            using var message = Message(http, address!);
            using var response = await port.Upstream.SendAsync(message, http.RequestAborted);
            await StreamAsync(response, http);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            if (http.Response.HasStarted) http.Abort();
            else await AnswerAsync(http, 502, error is EgressUnreachable || error.InnerException is EgressUnreachable ? (error.InnerException ?? error).Message : "the portal broke the connection off");
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    private static HttpRequestMessage Message(HttpContext http, Uri address)
    {
        var message = new HttpRequestMessage(new HttpMethod(http.Request.Method), address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (http.Request.ContentLength is > 0 || http.Request.Headers.ContainsKey("Transfer-Encoding")) message.Content = new StreamContent(http.Request.Body);
        else if (http.Request.ContentLength is 0) message.Content = new ByteArrayContent([]);
        var dropped = http.Request.Headers.Connection;
        foreach (var (name, values) in http.Request.Headers)
        {
            if (HopByHop.Contains(name) || Names(dropped, name)) continue;
            string?[] sent = name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? [string.Join("; ", values.ToArray())] : values.ToArray();
            if (!message.Headers.TryAddWithoutValidation(name, sent)) message.Content?.Headers.TryAddWithoutValidation(name, sent);
        }

        return message;
    }

    private static async Task StreamAsync(HttpResponseMessage response, HttpContext http)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = response.ReasonPhrase;
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (!HopByHop.Contains(name)) http.Response.Headers.Append(name, new StringValues([.. values]));
        }

        if (HttpMethods.IsHead(http.Request.Method) || http.Response.StatusCode is 204 or 304 or < 200) return;
        await using var body = await response.Content.ReadAsStreamAsync(http.RequestAborted);
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if ((total += read) > Upstream.MostBytes) throw new IOException("more than may be fetched");
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
        }
    }

    private static async Task AnswerAsync(HttpContext http, int status, string? why)
    {
        http.Response.StatusCode = status;
        http.Response.Headers[EgressPort.DeniedBy] = "governed-mcp";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync($"<!doctype html><title>{status}</title><p>The governed browser did not let this request out: {WebUtility.HtmlEncode(why)}.</p>", Encoding.UTF8);
    }

    private static bool Names(StringValues connection, string header) =>
        connection.Any(line => line is not null && line.Split(',').Any(part => part.Trim().Equals(header, StringComparison.OrdinalIgnoreCase)));
}
