using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Lists;

/// <summary>
/// What the protocol engine leaves out of <c>server/discover</c>: how long the answer holds, and that single files can be listened
/// for, which only <c>subscriptions/listen</c> delivers and no session of an older revision.
/// </summary>
internal sealed class Discovery : EndpointFeature
{
    /// <summary>It says what this build is and the same to everybody, but a client should soon notice another build.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    public override void AddTo(McpServerOptions options) => options.Filters.Message.OutgoingFilters.Add(next => (context, cancel) =>
    {
        if (context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && result.ContainsKey("supportedVersions") && result.ContainsKey("capabilities"))
        {
            result["ttlMs"] = (long)Holds.TotalMilliseconds;
            if (result["capabilities"]?["resources"] is JsonObject resources) resources["subscribe"] = true;
        }

        return next(context, cancel);
    });
}
