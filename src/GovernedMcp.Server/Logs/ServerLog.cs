using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace GovernedMcp.Server.Logs;

/// <summary>
/// The operational log: one line an event, on stderr for people and as JSON in <c>&lt;data&gt;/logs/</c>. Not the record: it may
/// lose lines, holds no arguments and no page text, and nothing depends on it.
/// </summary>
internal static class ServerLog
{
    public static Logger Open(string dataFolder, LogEventLevel least) => new LoggerConfiguration()
        .MinimumLevel.Is(least)
        // The protocol engine logs whole messages at its lower levels, and in its errors the names that a client sent. Our own faults we log ourselves.
        .MinimumLevel.Override("ModelContextProtocol", LogEventLevel.Fatal)
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Sink(new StderrSink())
        .WriteTo.File(
            new EventLine(),
            Path.Combine(dataFolder, "logs", "server-.jsonl"),
            rollingInterval: RollingInterval.Day,
            fileSizeLimitBytes: 50 * 1024 * 1024,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: 14,
            shared: true)
        .CreateLogger();
}
