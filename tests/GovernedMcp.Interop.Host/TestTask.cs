using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Tasks;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Interop.Host;

/// <summary>A test tool's call as a task: it runs from the beginning on, and may stop to ask.</summary>
internal sealed class TestTask : CallTask
{
    private static readonly TaskState.Working Busy = new("working", TimeSpan.FromMilliseconds(200));

    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonNode> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode?> _answers = new(StringComparer.Ordinal);
    private TaskCompletionSource _answered = new();

    public TestTask(string tool, Caller caller, Func<TestTask, CancellationToken, Task<CallToolResult>> work, FaultSink faults)
        : base(tool, caller, TimeSpan.FromMinutes(5), Busy, faults, TimeProvider.System) => Begin(Busy, stop => work(this, stop));

    /// <summary>Waits until everything is answered.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode?>> AskAsync(CancellationToken stop, params (string Key, InputRequest Request)[] requests)
    {
        lock (_gate)
        {
            _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var (key, request) in requests) _open[key] = JsonSerializer.SerializeToNode(request, McpJsonUtilities.DefaultOptions)!;
            Show();
        }

        await _answered.Task.WaitAsync(stop);
        Become(Busy);
        return _answers;
    }

    public override void Take(JsonObject responses)
    {
        lock (_gate)
        {
            foreach (var (key, answer) in responses.Where(pair => _open.Remove(pair.Key))) _answers[key] = answer?.DeepClone();
            if (_open.Count == 0) _answered.TrySetResult();
            else Show();
        }
    }

    private void Show() => Become(new TaskState.InputRequired(new Dictionary<string, JsonNode>(_open)));
}
