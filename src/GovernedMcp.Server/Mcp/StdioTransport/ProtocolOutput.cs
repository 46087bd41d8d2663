using System.Buffers;
using GovernedMcp.Server.Mcp.Framing;

namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// The way out: the protocol engine writes here in pieces, framing adds whole lines of its own, and only whole lines reach
/// stdout. Knows by the ids which requests were answered.
/// </summary>
internal sealed class ProtocolOutput(Stream stdout, PendingRequests pending) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ArrayBufferWriter<byte> _line = new(4096);

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes one line that is complete, between the lines of the engine.</summary>
    public async Task WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await stdout.WriteAsync(line, cancel);
            await stdout.FlushAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    // INVARIANT: the engine sends one message at a time, so its pieces are not interleaved with each other.
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var rest = buffer;
        while (rest.Span.IndexOf((byte)'\n') is >= 0 and var newline)
        {
            _line.Write(rest.Span[..(newline + 1)]);
            rest = rest[(newline + 1)..];
            // Once an answer exists it goes out whole, also when its request is cancelled meanwhile: half a line would spoil the next.
            await WriteLineAsync(ReadableJson.Line(_line.WrittenMemory), CancellationToken.None);
            if (MessageId.OfAnswer(_line.WrittenSpan) is { } id) pending.Answered(id);
            _line.ResetWrittenCount();
        }

        _line.Write(rest.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _turn.Dispose();
        base.Dispose(disposing);
    }
}
