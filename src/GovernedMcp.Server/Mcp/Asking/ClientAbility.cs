using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>What the client of one request can show its user, and how it is asked. Never remembered from an earlier request.</summary>
/// <param name="BySession">Asked over its session while the call waits; else by a result that makes it send the call again.</param>
internal sealed record ClientAbility(bool Forms, bool Pages, bool BySession)
{
    public static ClientAbility Of(RequestContext<CallToolRequestParams> context)
    {
        var request = context.JsonRpcRequest.Context?.ClientCapabilities;
        var elicitation = (request ?? context.Server.ClientCapabilities)?.Elicitation;
        return new ClientAbility(elicitation?.Form is not null, elicitation?.Url is not null, request is null);
    }
}
