using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>
/// The tasks of this process: bounded for each principal and in all, kept for as long as their clients were told, gone with the process.
/// </summary>
internal sealed class TaskTable(TimeProvider clock) : IHostedService, IDisposable
{
    public const string IdParameter = "taskId";
    public const int Most = 500;
    public const int MostPerPrincipal = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, CallTask> _tasks = new(StringComparer.Ordinal);
    private bool _over;

    /// <returns>False: there is no room, and the call is answered without a task.</returns>
    public bool TryAdd(CallTask task)
    {
        lock (_gate)
        {
            Sweep();
            if (_over || _tasks.Count >= Most || _tasks.Values.Count(other => other.Owner == task.Owner) >= MostPerPrincipal) return false;
            _tasks.Add(task.Id, task);
            return true;
        }
    }

    /// <returns>Null for an unknown task and for somebody else's: an id says nothing to whom it does not belong.</returns>
    public CallTask? Find(string id, Caller caller)
    {
        lock (_gate)
        {
            Sweep();
            return _tasks.TryGetValue(id, out var task) && task.Owner == CallTask.OwnerOf(caller) ? task : null;
        }
    }

    /// <summary>The tool whose call a request may bring on its way; null for every request that is about no task of this caller.</summary>
    public string? ToolOf(JsonRpcRequest request, Caller caller) =>
        request.Method.StartsWith("tasks/", StringComparison.Ordinal) && IdIn(request) is { } id ? Find(id, caller)?.Tool : null;

    public static string? IdIn(JsonRpcRequest request) =>
        (request.Params as JsonObject)?[IdParameter] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nobody can fetch a result any more, so what runs is told to end; a form on its way is waited for.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<CallTask> all;
        lock (_gate)
        {
            _over = true;
            all = [.. _tasks.Values];
        }

        foreach (var task in all) task.Cancel();
        await Task.WhenAll(all.Select(task => task.Quiet)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var task in _tasks.Values) task.Dispose();
            _tasks.Clear();
        }
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var past in _tasks.Values.Where(task => task.IsPast(now)).ToList())
        {
            _tasks.Remove(past.Id);
            past.Cancel();
            past.Dispose();
        }
    }
}
