using GovernedMcp.Server.Mcp.Identity;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Server.Mcp.Asking;
using GovernedMcp.Server.Mcp.Changes;
using GovernedMcp.Server.Mcp.Lists;
using GovernedMcp.Server.Mcp.Skills;
using GovernedMcp.Server.Mcp.StdioTransport;
using GovernedMcp.Server.Mcp.Tasks;
using GovernedMcp.Server.Operations;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>The stdio host over pipes, in front of the whole governed world in memory.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly Pipe _in = new();
    private readonly Pipe _out = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PolicyTools _tools;
    private readonly StreamReader _replies;
    private readonly IReadOnlyList<EndpointFeature> _features;

    /// <param name="whoAsks">Who sends a request; when it is not always <paramref name="who"/>.</param>
    /// <param name="patience">How long a call waits on the session for its person.</param>
    public InProcessServer(World? world = null, Identification? who = null, Func<JsonRpcRequest, Identification>? whoAsks = null, TimeSpan? patience = null)
    {
        World = world ?? new World();
        Tasks = new TaskTable(World.Clock);
        _tools = new PolicyTools(World.Policies);
        var callers = new StatedCaller(whoAsks ?? (_ => who ?? new Identification.Known(World.Dana)));
        var faults = new FaultSink((_, fault) => World.Faults.Add(fault));
        var skills = new CallerSkills(World.Governor, callers, faults);
        var signals = new CallSignals(World.Signals, World.Policies, TimeProvider.System);
        _features =
        [
            new SkillsExtension(skills), new SkillResources(skills), new SkillPrompts(skills), new SkillCompletions(skills),
            new ListChanges(World.Policies), new Subscriptions(World.Policies, World.Governor, callers, faults), new Discovery(),
            new TasksExtension(Tasks, new HeldCalls(Tasks, World.Governor, World.Log, World.Policies, signals, faults, World.Clock), callers, faults),
        ];
        Endpoint = new McpEndpoint(World.Governor, callers, Asking(World, patience), _tools, _features, signals, faults);
        Running = new StdioHost(Endpoint, TimeProvider.System, NullLoggerFactory.Instance).RunAsync(_in.Reader.AsStream(), _out.Writer.AsStream(), _stop.Token);
        _replies = new StreamReader(_out.Reader.AsStream(), Encoding.UTF8);
    }

    public World World { get; }
    public McpEndpoint Endpoint { get; }
    public TaskTable Tasks { get; }
    public Task Running { get; }
    public Stream Input => _in.Writer.AsStream();
    public Stream Output => _out.Reader.AsStream();

    public static byte[] StateKey { get; } = new byte[32];

    public async Task<InProcessServer> InitializedAsync(string capabilities = "{}")
    {
        await SendAsync($$$$"""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{{{{capabilities}}}},"clientInfo":{"name":"raw","version":"1"}}}""");
        await ReceiveAsync();
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return this;
    }

    public Task SendAsync(string line) => SendAsync(Encoding.UTF8.GetBytes(line));

    public async Task SendAsync(ReadOnlyMemory<byte> line)
    {
        await _in.Writer.WriteAsync(line);
        await _in.Writer.WriteAsync("\n"u8.ToArray());
    }

    public async Task<JsonObject> ReceiveAsync(int seconds = 10)
    {
        var line = await _replies.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
        return JsonNode.Parse(line ?? throw new EndOfStreamException())!.AsObject();
    }

    public async Task<JsonObject> AskAsync(string line)
    {
        await SendAsync(line);
        return await ReceiveAsync();
    }

    public Task CloseInputAsync() => _in.Writer.CompleteAsync().AsTask();

    public Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _in.Writer.CompleteAsync();
        await _stop.CancelAsync();
        await Running;
        _tools.Dispose();
        Tasks.Dispose();
        foreach (var feature in _features.OfType<IDisposable>()) feature.Dispose();
        _stop.Dispose();
    }

    private static ClientApprovals Asking(World world, TimeSpan? patience) => new(
        world.Governor, new ApprovalAnswers(world.Log, world.Log, world.Redactor, world.Clock), world.Policies, new StateSeal(() => StateKey), world.Clock)
    {
        Patience = patience ?? TimeSpan.FromSeconds(50),
    };

    private sealed class StatedCaller(Func<JsonRpcRequest, Identification> whoAsks) : CallerResolver
    {
        protected override Task<Identification> ResolveAsync(JsonRpcRequest request, string? client, CancellationToken cancel) => Task.FromResult(whoAsks(request));
    }
}
