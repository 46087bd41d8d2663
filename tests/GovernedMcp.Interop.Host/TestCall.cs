using System.Text.Json;
using GovernedMcp.Governance;
using GovernedMcp.Server.Mcp;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Interop.Host;

/// <summary>One call of a test tool.</summary>
internal sealed record TestCall(RequestContext<CallToolRequestParams> Context, PolicySource Policies)
{
    public McpServer Server => Context.Server;

    public ClientCapabilities? Client => Context.JsonRpcRequest.Context?.ClientCapabilities ?? Server.ClientCapabilities;

    public string Argument(string name) =>
        RawCall.Read(Context).Arguments is { ValueKind: JsonValueKind.Object } arguments && arguments.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>What the client's user answered; null when nothing usable came.</summary>
    public ElicitResult? Elicited(string key) => Inputs.Elicited(Context.Params.InputResponses, key);

    /// <summary>An MRTR round: the call ends here and comes again with the answers.</summary>
    public static InputRequiredException Ask(string? state, params (string Key, InputRequest Request)[] requests) =>
        new(requests.ToDictionary(pair => pair.Key, pair => pair.Request), state);

    public static ValueTask<CallToolResult> Text(string text) => new(new CallToolResult { Content = [new TextContentBlock { Text = text }] });
}
