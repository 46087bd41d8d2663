using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// Compares the headers that repeat parts of the body with the body (revision 2026-07-28): whoever routes or checks by a header must
/// not see something else than what runs.
/// </summary>
internal sealed class MirroredHeaders(HttpTransportParts parts, McpEndpoint endpoint)
{
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";
    private const string ArgumentPrefix = "Mcp-Param-";

    private readonly FrozenDictionary<string, IReadOnlyList<Mirror>> _mirrors =
        parts.Tools.ToFrozenDictionary(tool => tool.Name, tool => (IReadOnlyList<Mirror>)[.. MirrorsIn(tool.InputSchema, [])], StringComparer.Ordinal);

    // Methods beyond the protocol's own that name their target too.
    private readonly FrozenDictionary<string, string> _named = (endpoint.Options.RequestHandlers ?? [])
        .Where(handler => handler.RoutingNameParameter is not null)
        .ToFrozenDictionary(handler => handler.Method, handler => handler.RoutingNameParameter!, StringComparer.Ordinal);

    /// <exception cref="RequestRefused">A header is missing, there twice, malformed, or says something else.</exception>
    public void Check(IHeaderDictionary headers, JsonRpcRequest request, string? id)
    {
        Require(headers, MethodHeader, request.Method, id);
        var parameters = request.Params as JsonObject;
        if (TargetParameter(request.Method) is { } parameter && parameters?[parameter] is JsonValue target && target.TryGetValue<string>(out var name)) Require(headers, NameHeader, name, id);
        if (ToolOf(request) is not { } tool) return;
        foreach (var mirror in _mirrors.GetValueOrDefault(tool) ?? []) CheckArgument(headers, mirror, parameters!["arguments"], id);
    }

    /// <summary>The tool that a request calls; null for every other request.</summary>
    public static string? ToolOf(JsonRpcRequest request) =>
        request.Method == RequestMethods.ToolsCall && (request.Params as JsonObject)?["name"] is JsonValue name && name.TryGetValue<string>(out var tool) ? tool : null;

    private string? TargetParameter(string method) => method switch
    {
        RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
        RequestMethods.ResourcesRead => "uri",
        _ => _named.GetValueOrDefault(method),
    };

    private static void Require(IHeaderDictionary headers, string header, string expected, string? id)
    {
        var values = headers[header];
        if (values.Count != 1 || HeaderText.Decode(values[0] ?? "") != expected) throw Revisions.Mismatch(header, id);
    }

    private static void CheckArgument(IHeaderDictionary headers, Mirror mirror, JsonNode? arguments, string? id)
    {
        var header = ArgumentPrefix + mirror.Header;
        var argument = mirror.Path.Aggregate(arguments, (node, key) => (node as JsonObject)?[key]);
        var values = headers[header];
        if (argument is null && values.Count == 0) return;
        if (values.Count != 1 || HeaderText.Decode(values[0] ?? "") is not { } text || !Says(text, argument)) throw Revisions.Mismatch(header, id);
    }

    private static bool Says(string text, JsonNode? argument) => argument?.GetValueKind() switch
    {
        JsonValueKind.String => text == argument.GetValue<string>(),
        JsonValueKind.True => text == "true",
        JsonValueKind.False => text == "false",
        // 42 and 42.0 are the same whole number; beyond what every client can hold, none is.
        JsonValueKind.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var shown)
            && decimal.TryParse(argument.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var meant)
            && shown == meant && decimal.Truncate(meant) == meant && Math.Abs(meant) <= Framing.FrameLimits.SafeInteger,
        _ => false,
    };

    private static IEnumerable<Mirror> MirrorsIn(JsonElement schema, IReadOnlyList<string> path)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) yield break;
        foreach (var property in properties.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object) continue;
            IReadOnlyList<string> here = [.. path, property.Name];
            if (property.Value.TryGetProperty("x-mcp-header", out var header) && header.ValueKind == JsonValueKind.String) yield return new Mirror(header.GetString()!, here);
            foreach (var deeper in MirrorsIn(property.Value, here)) yield return deeper;
        }
    }

    private sealed record Mirror(string Header, IReadOnlyList<string> Path);
}
