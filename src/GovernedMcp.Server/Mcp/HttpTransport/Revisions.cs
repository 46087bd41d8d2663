using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// Which revision of the protocol a request speaks: one with everything in each request (2026-07-28), or one of the older ones with
/// a session that begins with <c>initialize</c>.
/// </summary>
internal static class Revisions
{
    public const string Header = "MCP-Protocol-Version";
    public const string PerRequest = "2026-07-28";

    private const string MetaVersion = "io.modelcontextprotocol/protocolVersion";
    private const string MetaCapabilities = "io.modelcontextprotocol/clientCapabilities";

    private static readonly string[] WithSession = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    // Gone with sessions.
    private static readonly HashSet<string> Removed = ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"];

    /// <summary>The header; null when there is none.</summary>
    /// <exception cref="RequestRefused">It stands there twice.</exception>
    public static string? ReadHeader(HttpRequest request) =>
        request.Headers[Header] is var values && values.Count <= 1 ? values.Count == 0 ? null : values[0] : throw Mismatch(Header, null);

    /// <summary>Whether this message is of the revision without sessions; checks what that revision asks of header and body.</summary>
    /// <exception cref="RequestRefused">Header and body do not agree, something is missing, the revision is not served, or the method is gone.</exception>
    public static bool IsPerRequest(string? header, JsonRpcMessage message, string? id)
    {
        var request = message as JsonRpcRequest;
        var parameters = request?.Params as JsonObject;
        var begins = request?.Method == RequestMethods.Initialize;
        // An older session may carry newer metadata; there it means nothing.
        if (WithSession.Contains(header) && !begins) return false;
        var said = header != PerRequest && begins ? parameters?["protocolVersion"] : (parameters?["_meta"] as JsonObject)?[MetaVersion];
        if (header is null && begins) return false;
        if (Text(said) is { } version && version != header) throw Mismatch(Header, id);
        if (header is null || WithSession.Contains(header)) return false;
        if (header != PerRequest) throw Unsupported(header, id);
        if (request is not null) CheckComplete(request, parameters?["_meta"], id);
        return true;
    }

    private static void CheckComplete(JsonRpcRequest request, JsonNode? meta, string? id)
    {
        if (Removed.Contains(request.Method))
            throw new RequestRefused(StatusCodes.Status404NotFound, HttpCodes.MethodNotFound, $"`{request.Method}` is not part of revision {PerRequest}; use server/discover") { Id = id };
        if (meta is not (null or JsonObject)) throw WrongMeta("`_meta` must be an object", id);
        if (Text(meta?[MetaVersion]) is null) throw WrongMeta($"`_meta` must hold `{MetaVersion}`", id);
        if (meta![MetaCapabilities] is not JsonObject) throw WrongMeta($"`_meta` must hold `{MetaCapabilities}`, an object", id);
    }

    public static RequestRefused Mismatch(string header, string? id) =>
        new(StatusCodes.Status400BadRequest, HttpCodes.HeaderMismatch, $"header {header} is missing, malformed, or does not say what the body says") { Id = id };

    // Says what server/discover says; the older revisions are agreed on by initialize.
    private static RequestRefused Unsupported(string requested, string? id) =>
        new(StatusCodes.Status400BadRequest, HttpCodes.UnsupportedRevision, $"revision `{Escaped.Short(requested)}` is not supported")
        {
            Id = id,
            Details = new JsonObject { ["supported"] = new JsonArray(PerRequest), ["requested"] = Escaped.Short(requested) },
        };

    private static RequestRefused WrongMeta(string sentence, string? id) =>
        new(StatusCodes.Status400BadRequest, Framing.FrameCodes.InvalidParams, sentence) { Id = id };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
