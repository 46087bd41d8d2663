using GovernedMcp.Server.Mcp.Framing;

namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// Reads lines of bytes within a fixed memory: at most one message is kept, however long the sender makes a line.
/// </summary>
internal sealed class LineReader(Stream input)
{
    private const int ChunkBytes = 64 * 1024;

    private byte[] _buffer = new byte[ChunkBytes];
    private int _start;
    private int _end;
    private bool _inputEnded;

    public async ValueTask<InputLine> ReadAsync(CancellationToken cancel)
    {
        var scanned = 0;
        while (true)
        {
            var unread = _buffer.AsMemory(_start, _end - _start);
            var newline = unread.Span[scanned..].IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var length = scanned + newline;
                _start += length + 1;
                return new InputLine(unread[..length], length > FrameLimits.Bytes ? LineEnd.TooLong : LineEnd.Complete);
            }

            if (unread.Length > FrameLimits.Bytes) return await SkipAsync(unread, cancel);
            scanned = unread.Length;
            if (await FillAsync(cancel)) continue;
            if (scanned == 0) return new InputLine(default, LineEnd.EndOfInput);
            _start = _end;
            return new InputLine(unread, LineEnd.Complete);
        }
    }

    // The beginning is kept in place, for its id; what follows is read into the space behind it and forgotten.
    private async ValueTask<InputLine> SkipAsync(ReadOnlyMemory<byte> beginning, CancellationToken cancel)
    {
        var head = beginning[..FrameLimits.Bytes].ToArray();
        long skipped = beginning.Length;
        while (skipped <= FrameLimits.GiveUpBytes)
        {
            (_start, _end) = (0, 0);
            if (!await FillAsync(cancel)) return new InputLine(head, LineEnd.TooLong);
            var newline = _buffer.AsSpan(0, _end).IndexOf((byte)'\n');
            skipped += newline < 0 ? _end : newline;
            if (newline < 0) continue;
            _start = newline + 1;
            return new InputLine(head, LineEnd.TooLong);
        }

        return new InputLine(head, LineEnd.GivenUp);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_inputEnded) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length - _end < ChunkBytes / 2) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, FrameLimits.Bytes + ChunkBytes));
        var read = await input.ReadAsync(_buffer.AsMemory(_end), cancel);
        _inputEnded = read == 0;
        _end += read;
        return read > 0;
    }
}
