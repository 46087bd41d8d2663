using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// The parameters of a call as they came over the wire. The protocol engine would bind them loosely (last key wins, names in any
/// case, a bare error for a list), so they are taken from it before it looks, and read here by their exact names.
/// </summary>
internal static class RawCall
{
    private const string ArgumentsItem = "governed.arguments";

    /// <summary>An incoming filter: names what the engine could only call a fault, and keeps the arguments of a call aside.</summary>
    public static McpMessageHandler SetArgumentsAside(McpMessageHandler next) => (context, cancel) =>
    {
        if (context.JsonRpcMessage is JsonRpcRequest request)
        {
            var parameters = request.Params as JsonObject;
            if (parameters?["_meta"] is not (null or JsonObject)) throw CallResult.WrongParameters("`_meta` must be an object");
            if (request.Method == RequestMethods.ToolsCall) Keep(context, parameters);
        }

        return next(context, cancel);
    };

    private static void Keep(MessageContext context, JsonObject? parameters)
    {
        if (parameters?["name"]?.GetValueKind() != JsonValueKind.String) throw CallResult.WrongParameters("`name` must be the name of a tool");
        if (!parameters.TryGetPropertyValue("arguments", out var arguments)) return;
        context.Items[ArgumentsItem] = JsonSerializer.SerializeToElement(arguments, McpJson.Default.JsonNode);
        parameters.Remove("arguments");
    }

    /// <summary>The call as it was asked for.</summary>
    public static ToolRequest Read(RequestContext<CallToolRequestParams> context)
    {
        var parameters = context.JsonRpcRequest.Params as JsonObject;
        var name = parameters?["name"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        var arguments = context.Items.TryGetValue(ArgumentsItem, out var kept) ? (JsonElement?)kept : null;
        return new ToolRequest(name, arguments);
    }
}
