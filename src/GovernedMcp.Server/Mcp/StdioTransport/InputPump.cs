using System.IO.Pipelines;
using GovernedMcp.Server.Mcp.Framing;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// The way in: reads stdin line by line, answers what is no message itself, and passes good messages on unchanged. Ends when the
/// input does.
/// </summary>
internal sealed partial class InputPump(Stream stdin, PipeWriter engine, ProtocolOutput output, PendingRequests pending, ILogger<InputPump> log)
{
    private static readonly byte[] NewLine = [(byte)'\n'];

    public async Task RunAsync(CancellationToken cancel)
    {
        var lines = new LineReader(stdin);
        while (true)
        {
            var line = await lines.ReadAsync(cancel);
            if (line.End == LineEnd.EndOfInput) return;
            var frame = line.End == LineEnd.Complete ? Complete(line.Bytes.Span) : TooLong(line.Bytes.Span);
            if (frame is Frame.Bad bad)
            {
                BadMessage(bad.Code, bad.Sentence);
                await output.WriteLineAsync(ErrorLine.Of(bad), cancel);
            }
            else if (frame is Frame.Good good)
            {
                if (good.RequestId is not null) pending.Add(good.RequestId);
                await engine.WriteAsync(line.Bytes, cancel);
                await engine.WriteAsync(NewLine, cancel);
            }

            if (line.End == LineEnd.GivenUp) return;
        }
    }

    // Null: an empty line, which some clients send to keep a pipe alive.
    private static Frame? Complete(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty ? null : MessageCheck.Check(line);

    private static Frame.Bad TooLong(ReadOnlySpan<byte> beginning) =>
        new(FrameCodes.InvalidRequest, "message larger than 1 MiB", MessageId.Salvage(beginning));

    [LoggerMessage(Level = LogLevel.Warning, Message = "a message was answered with {Code}: {Sentence}")]
    private partial void BadMessage(int code, string sentence);
}
