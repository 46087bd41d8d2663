using System.Diagnostics;
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

    private readonly List<CountedCall> _calls = [];

    public IReadOnlyList<CountedCall> Calls => _calls;

    /// <summary>The revision of the protocol that is spoken: an older one where the server took long to answer the first message.</summary>
    public string? Revision => client.NegotiatedProtocolVersion;

    public long Bytes => _calls.Sum(call => (long)call.Arguments + call.Result);

    public static async Task<CountingClient> StartAsync(string command, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables, CancellationToken cancel)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions { Name = command, Command = command, Arguments = [.. arguments], EnvironmentVariables = new Dictionary<string, string?>(variables) });
        return new CountingClient(await McpClient.CreateAsync(transport, cancellationToken: cancel));
    }

    public async Task<CallToolResult> CallAsync(string tool, Dictionary<string, object?> arguments, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: cancel);
        var took = watch.Elapsed.TotalMilliseconds;
        _calls.Add(new CountedCall(tool, took, Size(arguments), Size(result), result.Content.Sum(Size), result.StructuredContent is { } structured ? Size(structured) : 0));
        return result;
    }

    public static string Text(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static int Size<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, OnTheWire).Length;
}

/// <summary>A call's time in milliseconds, and the bytes of its arguments and of its result; of the latter, those of its content and of its structured content.</summary>
internal sealed record CountedCall(string Tool, double Milliseconds, int Arguments, int Result, int Content, int Structured)
{
    public override string ToString() => $"{Tool}: {Milliseconds:0} ms, bytes: {Arguments} asked, {Result} answered ({Content} content, {Structured} structured)";
}
