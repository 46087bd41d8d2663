using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary>The agent of the demo: an ordinary MCP client that starts the server over stdio, as Claude does.</summary>
internal sealed class DemoAgent(McpClient client) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions OnTheWire = new(McpJsonUtilities.DefaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Who gives up asking for the revision goes on in an older one, and a server that is slow to start has by then agreed to the newer.
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(1);

    public static async Task<DemoAgent> StartAsync(DemoFolder folder, string key, IReadOnlyDictionary<string, string?> variables, CancellationToken cancel)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = "governed-mcp",
            Command = ChildProgram.Dotnet,
            Arguments = [ChildProgram.Server, "serve", "--stdio", "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data],
            EnvironmentVariables = new Dictionary<string, string?>(variables) { ["GOVERNED_MCP_KEY"] = key },
        });
        return new DemoAgent(await McpClient.CreateAsync(transport, new McpClientOptions { DiscoverProbeTimeout = Start }, cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<string>> ToolsAsync(CancellationToken cancel) =>
        [.. (await client.ListToolsAsync(cancellationToken: cancel)).Select(tool => tool.Name)];

    /// <summary>Calls a tool and gives its envelope back.</summary>
    public async Task<JsonObject> CallAsync(string tool, CancellationToken cancel, params (string Name, object Value)[] arguments)
    {
        var result = LastReply = await client.CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value), cancellationToken: cancel);
        return JsonNode.Parse(result.StructuredContent is { } structured ? structured.GetRawText() : JsonSerializer.Serialize(new { outcome = "none", message = Text(result) })) as JsonObject
            ?? throw new DemoFailure($"{tool} gave no envelope");
    }

    /// <summary>The size of the last reply on the wire, in bytes of UTF-8 JSON.</summary>
    public int LastReplyBytes => LastReply is null ? 0 : JsonSerializer.SerializeToUtf8Bytes(LastReply, OnTheWire).Length;

    private CallToolResult? LastReply { get; set; }

    /// <summary>The size of the tool list on the wire, in bytes of UTF-8 JSON.</summary>
    public async Task<int> ToolListBytesAsync(CancellationToken cancel) =>
        JsonSerializer.SerializeToUtf8Bytes(new ListToolsResult { Tools = [.. (await client.ListToolsAsync(cancellationToken: cancel)).Select(tool => tool.ProtocolTool)] }, OnTheWire).Length;

    /// <summary>Calls a tool that must end with one outcome.</summary>
    public async Task<JsonObject> ExpectAsync(string outcome, string tool, CancellationToken cancel, params (string Name, object Value)[] arguments)
    {
        var reply = await CallAsync(tool, cancel, arguments);
        return (string?)reply["outcome"] == outcome ? reply : throw new DemoFailure($"{tool} was to be {outcome} but said: {reply["outcome"]}: {reply["message"]}");
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static string Text(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
