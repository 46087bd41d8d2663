using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Mcp;

/// <summary>The W3C trace of a request. Only its id is kept, and only if it is one: what a client writes there goes on record.</summary>
internal static class TraceParent
{
    public static string? TraceIdIn(JsonObject? meta) =>
        meta?["traceparent"] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length <= 55
        && ActivityContext.TryParse(text, traceState: null, out var context)
            ? context.TraceId.ToHexString()
            : null;
}
