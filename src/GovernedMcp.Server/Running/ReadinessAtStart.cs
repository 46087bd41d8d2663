using GovernedMcp.Server.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>
/// Says in the log what calls would miss, before one does. It writes to the store as a call will: the first write of a process takes
/// ten times as long as the next, and nobody waits for this one.
/// </summary>
internal sealed partial class ReadinessAtStart(Readiness readiness, ILogger<ReadinessAtStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var (part, why) in (await readiness.LookAsync()).Parts)
        {
            if (why is not null) Missing(part, why);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "calls will be refused ({Part}: {Why})")]
    private partial void Missing(string part, string why);
}
