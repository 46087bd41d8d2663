using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;

namespace GovernedMcp.Server.Logs;

/// <summary>
/// An event as one line of JSON. Of an exception it keeps the type and the place: its text may hold what was typed into a page.
/// </summary>
internal sealed class EventLine : ITextFormatter
{
    private readonly JsonFormatter _json = new(renderMessage: true);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        if (logEvent.Exception is not { } fault)
        {
            _json.Format(logEvent, output);
            return;
        }

        var properties = logEvent.Properties.Select(property => new LogEventProperty(property.Key, property.Value))
            .Append(new LogEventProperty("ExceptionType", new ScalarValue(fault.GetType().FullName)))
            .Append(new LogEventProperty("ExceptionPlace", new ScalarValue(fault.StackTrace)));
        _json.Format(new LogEvent(logEvent.Timestamp, logEvent.Level, exception: null, logEvent.MessageTemplate, properties), output);
    }
}
