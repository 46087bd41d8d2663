using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>
/// A call that is answered later, when its client asks for it. It belongs to one principal and lives in this process only. What it
/// does, it does once, and on its own: a client that goes away loses nothing.
/// </summary>
/// <param name="tool">The tool that was called.</param>
/// <param name="caller">Whose call it is.</param>
/// <param name="lifetime">How long it is kept at least.</param>
internal abstract class CallTask(string tool, Caller caller, TimeSpan lifetime, TaskState begins, FaultSink faults, TimeProvider clock) : IDisposable
{
    /// <summary>A result that came late in the task's life is kept so long.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private TaskState _state = begins;
    private DateTimeOffset _updatedAt = clock.GetUtcNow();
    private Task? _run;

    public string Id { get; } = Ids.New("task");
    public string Tool => tool;
    public DateTimeOffset CreatedAt { get; } = clock.GetUtcNow();
    public TimeSpan Lifetime => lifetime;
    protected TimeProvider Clock => clock;

    /// <summary>What tasks are counted by, and bound to; the same as approvals are.</summary>
    public (string Workflow, string KeyId) Owner { get; } = OwnerOf(caller);

    public (TaskState State, DateTimeOffset At) Now
    {
        get
        {
            lock (_gate) return (_state, _updatedAt);
        }
    }

    /// <summary>Completes when nothing of it runs.</summary>
    public Task Quiet
    {
        get
        {
            lock (_gate) return _run ?? Task.CompletedTask;
        }
    }

    public static (string Workflow, string KeyId) OwnerOf(Caller caller) => (caller.Workflow, caller.KeyId);

    /// <summary>Its owner asks how it stands.</summary>
    /// <param name="request">The request that asks.</param>
    /// <param name="who">Who it proves to ask.</param>
    public virtual Task LookAsync(JsonRpcRequest request, Identification.Known who, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Takes in what its client's user or model answered. What nobody asked for is passed over.</summary>
    public virtual void Take(JsonObject responses)
    {
    }

    /// <summary>Gives the call up. What did not begin never will; what runs is told, and ends as it ends.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (_state.IsOver) return;
            if (_run is null) Become(new TaskState.Cancelled());
            else _ = _ending.CancelAsync();
        }
    }

    public bool IsPast(DateTimeOffset now)
    {
        lock (_gate) return now > CreatedAt + lifetime && (_run is null || (_state.IsOver && now > _updatedAt + KeptAfterEnd));
    }

    public void Dispose() => _ending.Dispose();

    // INVARIANT: at most once, whoever asks at the same time.
    protected void Begin(TaskState running, Func<CancellationToken, Task<CallToolResult>> work)
    {
        lock (_gate)
        {
            if (_run is not null || _state.IsOver) return;
            Become(running);
            _run = Task.Run(() => RunAsync(work, _ending.Token));
        }
    }

    protected void Become(TaskState state)
    {
        lock (_gate)
        {
            if (_state.IsOver || _state == state) return;
            (_state, _updatedAt) = (state, clock.GetUtcNow());
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task<CallToolResult>> work, CancellationToken cancel)
    {
        try
        {
            Become(new TaskState.Completed(await work(cancel)));
        }
        catch (OperationCanceledException)
        {
            Become(new TaskState.Cancelled());
        }
        catch (McpProtocolException error)
        {
            Become(new TaskState.Failed((int)error.ErrorCode, error.Message));
        }
        catch (Exception fault)
        {
            Become(new TaskState.Completed(CallResult.Unforeseen(faults.Report(fault))));
        }
    }
}
