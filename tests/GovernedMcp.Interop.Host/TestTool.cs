using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Interop.Host;

/// <summary>A tool that exists for the conformance suite only, under the name and with the behaviour that the suite asks for.</summary>
internal sealed record TestTool(string Name, Func<TestCall, CancellationToken, ValueTask<CallToolResult>> RunAsync, string Schema = """{"type":"object","properties":{}}""")
{
    public Tool Definition { get; } = new() { Name = Name, Description = $"Test tool {Name}", InputSchema = JsonElement.Parse(Schema) };
}
