using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>A raw conversation in one of the two ways of speaking, so that a test can be held in both.</summary>
internal sealed class Talk(InProcessServer server, bool modern)
{
    private long _last;

    public static async Task<Talk> BeginAsync(InProcessServer server, bool modern)
    {
        if (!modern) await server.InitializedAsync();
        return new Talk(server, modern);
    }

    /// <summary>Asks and returns the whole message: result or error.</summary>
    public async Task<JsonObject> AskAsync(string method, string parameters = "{}", string meta = "{}")
    {
        await SendAsync(method, parameters, meta);
        return await server.ReceiveAsync();
    }

    public async Task<JsonObject> ResultAsync(string method, string parameters = "{}", string meta = "{}") =>
        (await AskAsync(method, parameters, meta))["result"]!.AsObject();

    /// <returns>The id of the request.</returns>
    public async Task<long> SendAsync(string method, string parameters = "{}", string meta = "{}")
    {
        var all = JsonNode.Parse(parameters)!.AsObject();
        var about = JsonNode.Parse(meta)!.AsObject();
        if (modern)
        {
            about["io.modelcontextprotocol/protocolVersion"] = "2026-07-28";
            about["io.modelcontextprotocol/clientCapabilities"] = new JsonObject();
        }

        if (about.Count > 0) all["_meta"] = about;
        await server.SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_last, ["method"] = method, ["params"] = all }.ToJsonString());
        return _last;
    }
}
