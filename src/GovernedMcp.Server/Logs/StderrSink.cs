using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace GovernedMcp.Server.Logs;

/// <summary>Writes one line an event to stderr. Whatever could move a terminal's cursor or begin a new line is shown, not sent.</summary>
internal sealed class StderrSink : ILogEventSink
{
    private readonly Lock _gate = new();
    private readonly Stream _stderr = Mcp.StdioTransport.StandardStreams.OpenError();

    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        var line = Encoding.UTF8.GetBytes(Line(logEvent));
        try
        {
            lock (_gate) _stderr.Write(line);
        }
        catch (IOException)
        {
            // Whoever read stderr is gone; the file has the line.
        }
    }

    internal static string Line(LogEvent logEvent)
    {
        var message = Escaped.Text(logEvent.RenderMessage(CultureInfo.InvariantCulture)).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", " ", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{logEvent.Timestamp:HH:mm:ss.fff} {Word(logEvent.Level)} {message}\n");
    }

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal or LogEventLevel.Error => "error",
        LogEventLevel.Warning => "warn ",
        LogEventLevel.Information => "info ",
        _ => "debug",
    };
}
