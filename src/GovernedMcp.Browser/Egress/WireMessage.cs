using GovernedMcp.Browser.Egress.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GovernedMcp.Browser.Egress;

/// <summary>A request and its answer from one side of the proxy to the other, as they are but for what belongs to a connection.</summary>
internal static class WireMessage
{
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Proxy-Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Proxy-Authorization",
        "Proxy-Authenticate", "Expect", "Alt-Svc", "Host", Denial.Header,
    };

    public static HttpRequestMessage Of(HttpContext http, WireAddress address, EgressMeter meter)
    {
        var message = new HttpRequestMessage(new HttpMethod(http.Request.Method), address.Uri);
        if (http.Request.ContentLength is 0) message.Content = new ByteArrayContent([]);
        else if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true) message.Content = new StreamContent(new MeteredStream(http.Request.Body, meter));
        CopyHeaders(http, message);
        return message;
    }

    /// <summary>The same with a body that was read already.</summary>
    public static HttpRequestMessage Of(HttpContext http, WireAddress address, byte[] body, EgressMeter meter)
    {
        var message = new HttpRequestMessage(new HttpMethod(http.Request.Method), address.Uri);
        if (!HttpMethods.IsGet(http.Request.Method) || body.Length > 0) message.Content = new ByteArrayContent(body);
        meter.Count(body.Length);
        CopyHeaders(http, message);
        // It may not be as long as the one that came.
        if (message.Content is { } content) content.Headers.ContentLength = body.Length;
        return message;
    }

    private static void CopyHeaders(HttpContext http, HttpRequestMessage message)
    {
        var dropped = http.Request.Headers.Connection;
        foreach (var (name, values) in http.Request.Headers)
        {
            if (name.StartsWith(':') || HopByHop.Contains(name) || Names(dropped, name)) continue;
            string?[] sent = name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? [string.Join("; ", values.ToArray())] : values.ToArray();
            if (!message.Headers.TryAddWithoutValidation(name, sent)) message.Content?.Headers.TryAddWithoutValidation(name, sent);
        }
    }

    public static async Task StreamAsync(HttpResponseMessage response, HttpContext http, EgressMeter meter, AwaitedFile? file, ToldAnswer? told)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        if (!HttpProtocol.IsHttp2(http.Request.Protocol)) http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = response.ReasonPhrase;
        var dropped = response.Headers.NonValidated.TryGetValues("Connection", out var named) ? new StringValues([.. named]) : default;
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (!HopByHop.Contains(name) && !Names(dropped, name)) http.Response.Headers.Append(name, new StringValues([.. values]));
        }

        var most = file?.Meet(response.RequestMessage!.RequestUri!.AbsoluteUri, http.Request, http.Response, Upstream.MostBytes) ?? Upstream.MostBytes;
        if (HttpMethods.IsHead(http.Request.Method) || http.Response.StatusCode is 204 or 304 or < 200) return;
        await using var body = await response.Content.ReadAsStreamAsync(http.RequestAborted);
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if ((total += read) > most)
            {
                if (most < Upstream.MostBytes) file?.TooLarge();
                throw new IOException("more than may be fetched");
            }

            meter.Count(read);
            told?.Hear(buffer.AsSpan(0, read));
            await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
        }
    }

    private static bool Names(StringValues connection, string header) =>
        connection.Any(line => line is not null && line.Split(',').Any(part => part.Trim().Equals(header, StringComparison.OrdinalIgnoreCase)));
}
