using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// The body of a reply as a stream of events. The protocol engine writes whole events; while it is silent, comments go between
/// them, so that no proxy or client takes the silence for an end.
/// </summary>
internal sealed class EventStream : Stream
{
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    private readonly HttpResponse _response;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _comments;
    private long _lastWrite;
    private readonly TimeProvider _clock;

    /// <param name="response">Not started; its headers are set here.</param>
    /// <param name="first">How long the first byte, and with it the status, may wait. Zero: headers go out at once.</param>
    /// <param name="every">The longest silence after that.</param>
    public EventStream(HttpResponse response, TimeSpan first, TimeSpan every, TimeProvider clock)
    {
        (_response, _clock, _lastWrite) = (response, clock, clock.GetTimestamp());
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _comments = CommentAsync(first, every);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _lastWrite = _clock.GetTimestamp();
            await _response.Body.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _response.Body.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _comments;
        _ended.Dispose();
        _turn.Dispose();
        await base.DisposeAsync();
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("an event stream is written asynchronously");

    public override void Flush() => throw new NotSupportedException("an event stream is written asynchronously");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task CommentAsync(TimeSpan first, TimeSpan every)
    {
        var wait = first;
        try
        {
            while (true)
            {
                await Task.Delay(wait, _clock, _ended.Token);
                var silent = _clock.GetElapsedTime(_lastWrite);
                if (_response.HasStarted && silent < every)
                {
                    wait = every - silent;
                    continue;
                }

                await WriteAsync(Comment, _ended.Token);
                await FlushAsync(_ended.Token);
                wait = every;
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The stream or its client is gone; whoever writes the events notices by itself.
        }
    }
}
