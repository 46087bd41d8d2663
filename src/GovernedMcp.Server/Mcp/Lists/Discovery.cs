using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.Lists;

/// <summary>
/// What the protocol engine leaves out of <c>server/discover</c>: how long the answer holds, and that single files can be listened
/// for, which only <c>subscriptions/listen</c> delivers and no session of an older revision. And what it repeats with every other
/// result: the server's picture, which a client knows from there.
/// </summary>
internal sealed class Discovery : EndpointFeature
{
    /// <summary>It says what this build is and the same to everybody, but a client should soon notice another build.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    public override void AddTo(McpServerOptions options) => options.Filters.Message.OutgoingFilters.Add(next => (context, cancel) =>
    {
        if (context.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result })
        {
            if (result.ContainsKey("supportedVersions")) Complete(result);
            else if (result["_meta"]?[MetaKeys.ServerInfo] is JsonObject server) server.Remove("icons");
        }

        return next(context, cancel);
    });

    private static void Complete(JsonObject discovered)
    {
        discovered["ttlMs"] = (long)Holds.TotalMilliseconds;
        if (discovered["capabilities"]?["resources"] is JsonObject resources) resources["subscribe"] = true;
    }
}
