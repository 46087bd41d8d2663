using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>What a client is shown.</summary>
public sealed class ListTests
{
    private const string Ask = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    [Fact]
    public async Task A_caller_sees_the_tools_its_scope_allows()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var tools = (await server.AskAsync(Ask))["result"]!["tools"]!.AsArray();
        tools.Select(tool => (string)tool!["name"]!).ShouldContain("portal_login");
        var login = tools.Single(tool => (string)tool!["name"]! == "portal_login")!;
        login["inputSchema"]!["properties"]!["portal"]!["enum"]!.ToJsonString().ShouldBe("""["acme"]""");
        ((bool)login["inputSchema"]!["additionalProperties"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_known_is_shown_nothing()
    {
        await using var server = await new InProcessServer(who: new Identification.Unknown(Rules.Identity.NoKey, "no key")).InitializedAsync();
        (await server.AskAsync(Ask))["result"]!["tools"]!.AsArray().ShouldBeEmpty();
        var reply = await server.AskAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"portal_list","arguments":{}}}""");
        ((string?)reply["result"]!["structuredContent"]!["code"]).ShouldBe("identity.no_key");
        ((bool)reply["result"]!["isError"]!).ShouldBeTrue();
    }

    [Fact]
    public void The_session_is_mirrored_into_a_header()
    {
        var session = Properties("portal_navigate").GetProperty("session");
        session.GetProperty("x-mcp-header").GetString().ShouldBe("Portal-Session");
    }

    [Fact]
    public void A_header_that_mirrors_an_argument_is_one_that_clients_accept()
    {
        // SEP-2243: a token of RFC 9110, once a tool in any case, on an argument of a plain type.
        foreach (var tool in ToolCatalog.All)
        {
            var schema = ToolSchemas.For(new ToolOffer(tool, ["acme"])).InputSchema;
            if (!schema.TryGetProperty("properties", out var properties)) continue;
            var mirrored = properties.EnumerateObject().Where(argument => argument.Value.TryGetProperty("x-mcp-header", out _)).ToList();
            mirrored.Select(argument => argument.Value.GetProperty("x-mcp-header").GetString()!.ToUpperInvariant()).ShouldBeUnique();
            mirrored.ShouldAllBe(argument => argument.Value.GetProperty("type").GetString() == "string");
            mirrored.ShouldAllBe(argument => argument.Value.GetProperty("x-mcp-header").GetString()!.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter)));
        }
    }

    [Fact]
    public void All_schemas_together_stay_under_16_KB_and_those_for_exploring_add_less_than_5()
    {
        Encoding.UTF8.GetByteCount(Snapshot(tool => tool.Kind != ActKind.Explore)).ShouldBeLessThan(16 * 1024);
        Encoding.UTF8.GetByteCount(Snapshot(tool => tool.Kind == ActKind.Explore)).ShouldBeLessThan(5 * 1024);
    }

    [Fact]
    public void The_schemas_are_those_of_the_snapshot() => Snapshots.ShouldMatch("tools-list.json", Snapshot(indented: true));

    [Fact]
    public async Task The_list_of_the_protocol_engine_stays_empty()
    {
        await using var server = new InProcessServer();
        server.Endpoint.Options.ToolCollection!.ShouldBeEmpty();
    }

    private static JsonElement Properties(string tool) =>
        ToolSchemas.For(new ToolOffer(ToolCatalog.Find(tool)!, ["acme"])).InputSchema.GetProperty("properties");

    private static string Snapshot(bool indented = false) => Snapshot(_ => true, indented);

    private static string Snapshot(Func<ToolDefinition, bool> among, bool indented = false)
    {
        var tools = ToolCatalog.All.Where(among).Select(tool => ToolSchemas.For(new ToolOffer(tool, ["northwind", "contoso"])));
        var text = JsonSerializer.Serialize(new ModelContextProtocol.Protocol.ListToolsResult { Tools = [.. tools] }, ModelContextProtocol.McpJsonUtilities.DefaultOptions);
        return indented ? JsonNode.Parse(text)!["tools"]!.ToJsonString(Snapshots.Readable) + "\n" : text;
    }
}
