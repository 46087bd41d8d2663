using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>What a request sends and what it can take.</summary>
internal static class MediaTypes
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue EventStream = new("text/event-stream");

    /// <exception cref="RequestRefused">It does not send JSON in UTF-8 (415) or cannot take both kinds of reply (406).</exception>
    public static void CheckPost(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) || !sent.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (sent.Charset.HasValue && !sent.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            throw new RequestRefused(StatusCodes.Status415UnsupportedMediaType, null, "Content-Type must be application/json in UTF-8");
        if (!Takes(request, Json) || !Takes(request, EventStream))
            throw new RequestRefused(StatusCodes.Status406NotAcceptable, null, "Accept must list application/json and text/event-stream");
    }

    /// <exception cref="RequestRefused">It cannot take a stream of events (406).</exception>
    public static void CheckGet(HttpRequest request)
    {
        if (!Takes(request, EventStream)) throw new RequestRefused(StatusCodes.Status406NotAcceptable, null, "Accept must list text/event-stream");
    }

    private static bool Takes(HttpRequest request, MediaTypeHeaderValue type) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.Any(range => range.Quality != 0 && type.IsSubsetOf(range));
}
