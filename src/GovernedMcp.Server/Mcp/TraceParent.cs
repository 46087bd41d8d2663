using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// The W3C trace that a request says it belongs to: that of its <c>_meta</c>, else that of the HTTP request it came with. Taken only
/// if it is one, since what a client writes there goes on record.
/// </summary>
internal static class TraceParent
{
    private const string Name = "traceparent";
    private const int Length = 55;
    private const string Item = "governed.traceparent";

    /// <summary>Puts the header of an HTTP request beside its message.</summary>
    public static void Keep(JsonRpcMessageContext context, IHeaderDictionary headers)
    {
        if (headers.TraceParent is [{ Length: Length } only]) (context.Items ??= new Dictionary<string, object?>())[Item] = only;
    }

    public static ActivityContext? Of(JsonRpcRequest request) =>
        Parse((request.Params as JsonObject)?["_meta"]?[Name]) ?? Parse(request.Context?.Items?.TryGetValue(Item, out var kept) == true ? kept as string : null);

    private static ActivityContext? Parse(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? Parse(text) : null;

    private static ActivityContext? Parse(string? text) =>
        text?.Length == Length && ActivityContext.TryParse(text, traceState: null, isRemote: true, out var context) && context.TraceId != default && context.SpanId != default ? context : null;
}
