using System.IO.Pipelines;
using GovernedMcp.Server.Mcp.Framing;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// One client on stdin and stdout, until the input ends or the process is told to stop. What was asked before the end of the
/// input is still answered, within a limit.
/// </summary>
internal sealed class StdioHost(McpEndpoint endpoint, TimeProvider clock, ILoggerFactory logs)
{
    /// <summary>How long answers are awaited after the client closed its end.</summary>
    public static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(2);

    /// <summary>How long a call that must not be broken off (a form on its way) may still take.</summary>
    public static readonly TimeSpan LastCalls = TimeSpan.FromSeconds(30);

    public Task RunAsync(Stream stdin, Stream stdout, CancellationToken stop) => ConverseAsync(endpoint, stdin, stdout, clock, logs, stop);

    internal static async Task ConverseAsync(ProtocolSide side, Stream stdin, Stream stdout, TimeProvider clock, ILoggerFactory logs, CancellationToken stop)
    {
        var pending = new PendingRequests();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2 * FrameLimits.Bytes, resumeWriterThreshold: FrameLimits.Bytes));
        await using var output = new ProtocolOutput(stdout, pending);
        await using var transport = new StreamServerTransport(pipe.Reader.AsStream(), output, "governed-mcp", logs);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var server = side.RunAsync(transport, logs, ending.Token);
        var input = new InputPump(stdin, pipe.Writer, output, pending, logs.CreateLogger<InputPump>()).RunAsync(ending.Token);

        // A read of stdin may not heed cancellation on every platform, so nobody waits for it beyond the stop itself.
        await Task.WhenAny(input, server, Task.Delay(Timeout.InfiniteTimeSpan, stop));
        side.End();
        if (!stop.IsCancellationRequested && !server.IsCompleted) await Task.WhenAny(pending.NoneAsync(), server, Task.Delay(LastAnswers, clock, stop));
        await ending.CancelAsync();
        await pipe.Writer.CompleteAsync();
        await side.Calls.NoneAsync().WaitAsync(LastCalls, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.WaitAsync(LastAnswers, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
