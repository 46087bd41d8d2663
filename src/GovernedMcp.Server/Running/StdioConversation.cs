using GovernedMcp.Server.Mcp.StdioTransport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>The one conversation of a stdio server; the process ends with it.</summary>
internal sealed partial class StdioConversation(StdioHost host, IHostApplicationLifetime process, ILogger<StdioConversation> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Began();
        try
        {
            await host.RunAsync(StandardStreams.Input, StandardStreams.Output, stoppingToken);
            Ended();
        }
        finally
        {
            process.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "serving on stdio")]
    private partial void Began();

    [LoggerMessage(Level = LogLevel.Information, Message = "the conversation ended")]
    private partial void Ended();
}
