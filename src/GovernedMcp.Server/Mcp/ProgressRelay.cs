using GovernedMcp.Governance.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// Carries the progress of a block to the client that asked for it: in order, only forward, and never after the reply.
/// </summary>
internal sealed class ProgressRelay(McpServer server, ProgressToken? token, CancellationToken cancel) : IProgress<BlockProgress>
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private int _furthest = -1;
    private bool _closed;

    public void Report(BlockProgress value)
    {
        if (token is null) return;
        lock (_gate)
        {
            if (_closed || value.Done <= _furthest) return;
            _furthest = value.Done;
            _last = SendAsync(_last, value);
        }
    }

    /// <summary>Waits for what is under way and takes no more.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _closed = true;
            return _last;
        }
    }

    private async Task SendAsync(Task before, BlockProgress value)
    {
        await before;
        try
        {
            await server.NotifyProgressAsync(token!.Value, new ProgressNotificationValue { Progress = value.Done, Total = value.Total, Message = value.What }, cancellationToken: cancel);
        }
        catch (Exception lost) when (lost is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Progress is a courtesy: the call goes on without it.
        }
    }
}
