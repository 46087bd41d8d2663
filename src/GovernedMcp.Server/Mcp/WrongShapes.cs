using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>Names what the protocol engine would only call an error: parameters that are missing or of the wrong type.</summary>
internal static class WrongShapes
{
    /// <summary>An incoming filter. The text of the exception names our types, so only the place in the message is told.</summary>
    public static McpMessageHandler Name(McpMessageHandler next) => async (context, cancel) =>
    {
        try
        {
            await next(context, cancel);
        }
        catch (JsonException wrong) when (context.JsonRpcMessage is JsonRpcRequest request)
        {
            var place = wrong.Path is null or "$" ? "" : $"; look at `{Escaped.Short(wrong.Path)}`";
            throw CallResult.WrongParameters($"the parameters are not those of `{Escaped.Short(request.Method)}`: one is missing or of the wrong type{place}");
        }
    };
}
