namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>The requests that were passed on and not answered yet, by id as written.</summary>
internal sealed class PendingRequests
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private TaskCompletionSource? _waiting;

    public void Add(string id)
    {
        lock (_gate) _ids.Add(id);
    }

    public void Answered(string id)
    {
        lock (_gate)
        {
            _ids.Remove(id);
            if (_ids.Count == 0) _waiting?.TrySetResult();
        }
    }

    /// <summary>Completes when nothing is left to answer.</summary>
    public Task NoneAsync()
    {
        lock (_gate)
        {
            if (_ids.Count == 0) return Task.CompletedTask;
            return (_waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
