using System.Text.Encodings.Web;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Bench.Peer;

/// <summary>An MCP client over stdio that counts what goes to and fro: the arguments of calls and their results, as UTF-8 JSON.</summary>
internal sealed class CountingClient(McpClient client) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions OnTheWire = new(McpJsonUtilities.DefaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Calls { get; private set; }
    public long Bytes { get; private set; }

    public static async Task<CountingClient> StartAsync(string command, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables, CancellationToken cancel)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions { Name = command, Command = command, Arguments = [.. arguments], EnvironmentVariables = new Dictionary<string, string?>(variables) });
        return new CountingClient(await McpClient.CreateAsync(transport, cancellationToken: cancel));
    }

    public async Task<CallToolResult> CallAsync(string tool, Dictionary<string, object?> arguments, CancellationToken cancel)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: cancel);
        Calls++;
        Bytes += JsonSerializer.SerializeToUtf8Bytes(arguments, OnTheWire).Length + JsonSerializer.SerializeToUtf8Bytes(result, OnTheWire).Length;
        return result;
    }

    public static string Text(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
