using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Mcp.Asking;

/// <summary>A client of 2026-07-28 on the wire: every request says what the client can, and the whole call is sent again with the answer.</summary>
internal static class AskedClient
{
    public const string Forms = """{"elicitation":{}}""";
    public const string Pages = """{"elicitation":{"url":{}}}""";
    public const string Both = """{"elicitation":{"form":{},"url":{}}}""";
    public const string Arguments = """{"session":"SESSION","plan":"p_1"}""";

    /// <summary>Submits the plan; with what came back and the user's answer when it is a further round.</summary>
    public static async Task<JsonObject> SubmitAsync(
        this InProcessServer server, string capabilities = Forms, string? state = null, string? response = null, string tool = "portal_submit_form", string arguments = Arguments)
    {
        var returned = state is null ? "" : $$""" "requestState":{{JsonValue.Create(state).ToJsonString()}}, """;
        if (response is not null) returned += $$""" "inputResponses":{"approval":{{response}}}, """;
        var meta = $$$"""{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{{capabilities}}} }""";
        var reply = await server.AskAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}},{{{returned}}}"_meta":{{{meta}}} }}""");
        return reply["result"]?.AsObject() ?? throw new InvalidOperationException(reply.ToJsonString());
    }

    public static string Accept(string decision, string reason = "it is mine") => $$$"""{"action":"accept","content":{"decision":"{{{decision}}}","reason":"{{{reason}}}"}}""";

    public static JsonNode Question(this JsonObject result)
    {
        ((string?)result["resultType"]).ShouldBe("input_required", result.ToJsonString());
        var request = result["inputRequests"]!["approval"]!;
        ((string?)request["method"]).ShouldBe("elicitation/create");
        return request["params"]!;
    }

    public static string State(this JsonObject result) => (string)result["requestState"]!;

    public static (string? Outcome, string? Code) Ending(this JsonObject result) => ((string?)result["structuredContent"]?["outcome"], (string?)result["structuredContent"]?["code"]);
}
