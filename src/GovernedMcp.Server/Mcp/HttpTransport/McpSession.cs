using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// The session of a client that began with <c>initialize</c>: its protocol state, bound to the principal that opened it. Holds no
/// rights: those are looked up with every request.
/// </summary>
internal sealed class McpSession : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly McpServer _server;
    private readonly Task _running;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private bool _over;
    private int _inUse;
    private int _streams;
    private long _lastUse;

    public McpSession(string id, string principal, McpServerOptions options, ISseEventStreamStore? events, TimeProvider clock, ILoggerFactory logs)
    {
        (Id, Principal, _clock, _lastUse) = (id, principal, clock, clock.GetTimestamp());
        Transport = new StreamableHttpServerTransport(logs) { SessionId = id, EventStreamStore = events };
        _server = McpServer.Create(Transport, options, logs);
        _running = _server.RunAsync(_ending.Token);
    }

    /// <summary>Says which session is meant, and never who speaks.</summary>
    public string Id { get; }

    public string Principal { get; }
    public StreamableHttpServerTransport Transport { get; }

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Ended => _ending.Token;

    /// <summary>How long nobody has used it; null while somebody does.</summary>
    public TimeSpan? Idle
    {
        get
        {
            lock (_gate) return _inUse > 0 ? null : _clock.GetElapsedTime(_lastUse);
        }
    }

    /// <summary>Keeps it from being closed as idle until disposed; null when it is over already.</summary>
    public IDisposable? Use()
    {
        lock (_gate)
        {
            if (_over) return null;
            _inUse++;
            return new Usage(this);
        }
    }

    /// <summary>A session has one stream for what the server says unasked, once.</summary>
    public bool TakeStream() => Interlocked.Exchange(ref _streams, 1) == 0;

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _over = true;
        await _ending.CancelAsync();
        await Transport.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _ending.Dispose();
    }

    private sealed class Usage(McpSession session) : IDisposable
    {
        public void Dispose()
        {
            lock (session._gate)
            {
                session._inUse--;
                session._lastUse = session._clock.GetTimestamp();
            }
        }
    }
}
