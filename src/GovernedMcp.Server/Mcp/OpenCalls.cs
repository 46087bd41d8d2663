namespace GovernedMcp.Server.Mcp;

/// <summary>The calls that are on the road now, so that a stop can wait for those that must not be broken off.</summary>
internal sealed class OpenCalls
{
    private readonly Lock _gate = new();
    private int _open;
    private TaskCompletionSource? _waiting;

    public async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        lock (_gate) _open++;
        try
        {
            return await call();
        }
        finally
        {
            lock (_gate)
            {
                if (--_open == 0) _waiting?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when no call is open.</summary>
    public Task NoneAsync()
    {
        lock (_gate)
        {
            if (_open == 0) return Task.CompletedTask;
            return (_waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
