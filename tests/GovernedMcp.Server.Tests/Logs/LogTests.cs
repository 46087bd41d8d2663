using System.Text.Json.Nodes;
using GovernedMcp.Server.Logs;
using Serilog.Events;
using Serilog.Parsing;

namespace GovernedMcp.Server.Tests.Logs;

public sealed class LogTests
{
    private const string Nasty = "one\ntwo \u001b[2J \u202e three";

    [Fact]
    public void A_line_on_stderr_is_one_line_and_moves_no_cursor()
    {
        var line = StderrSink.Line(Event(null));
        line.Count(character => character == '\n').ShouldBe(1);
        line.ShouldContain("one\\ntwo [U+001B][2J [U+202E] three");
    }

    [Fact]
    public void The_text_of_an_exception_is_not_logged()
    {
        using var output = new StringWriter();
        new EventLine().Format(Event(new InvalidOperationException("S3cr3t-CANARY")), output);
        var line = output.ToString();
        line.ShouldNotContain("CANARY");
        line.TrimEnd('\n').ShouldNotContain("\n");
        ((string?)JsonNode.Parse(line)!["Properties"]!["ExceptionType"]).ShouldBe("System.InvalidOperationException");
    }

    private static LogEvent Event(Exception? fault) => new(
        DateTimeOffset.UnixEpoch, LogEventLevel.Error, fault, new MessageTemplateParser().Parse("{What:l}"), [new LogEventProperty("What", new ScalarValue(Nasty))]);
}
