using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Interop.Host;

/// <summary>Keeps every event in memory, so that a stream can be taken up where it broke. For a host that lives for one test run.</summary>
internal sealed class RecentEvents : ISseEventStreamStore
{
    private readonly ConcurrentDictionary<string, EventLog> _logs = new(StringComparer.Ordinal);

    public ValueTask<ISseEventStreamWriter> CreateStreamAsync(SseEventStreamOptions options, CancellationToken cancellationToken = default) =>
        new(_logs.GetOrAdd($"{options.SessionId}:{options.StreamId}", key => new EventLog(key, options)));

    public ValueTask<ISseEventStreamReader?> GetStreamReaderAsync(string lastEventId, CancellationToken cancellationToken = default)
    {
        var cut = lastEventId.LastIndexOf(':');
        return new(cut > 0 && int.TryParse(lastEventId[(cut + 1)..], out var last) && _logs.TryGetValue(lastEventId[..cut], out var log) ? new Reader(log, last) : null);
    }

    private sealed class EventLog(string key, SseEventStreamOptions options) : ISseEventStreamWriter
    {
        private readonly Lock _gate = new();
        private readonly List<SseItem<JsonRpcMessage?>> _events = [];
        private TaskCompletionSource _more = New();
        private bool _closed;

        public SseEventStreamOptions Options => options;

        public ValueTask SetModeAsync(SseEventStreamMode mode, CancellationToken cancellationToken = default)
        {
            options.Mode = mode;
            return ValueTask.CompletedTask;
        }

        public ValueTask<SseItem<JsonRpcMessage?>> WriteEventAsync(SseItem<JsonRpcMessage?> sseItem, CancellationToken cancellationToken = default)
        {
            if (sseItem.EventId is not null) return new(sseItem);
            lock (_gate)
            {
                var numbered = sseItem with { EventId = $"{key}:{_events.Count + 1}" };
                _events.Add(numbered);
                Wake();
                return new(numbered);
            }
        }

        public ValueTask DisposeAsync()
        {
            lock (_gate)
            {
                _closed = true;
                Wake();
            }

            return ValueTask.CompletedTask;
        }

        public (IReadOnlyList<SseItem<JsonRpcMessage?>> Events, bool Closed, Task More) After(int last)
        {
            lock (_gate) return ([.. _events.Skip(last)], _closed, _more.Task);
        }

        private void Wake()
        {
            _more.TrySetResult();
            _more = New();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Reader(EventLog log, int last) : ISseEventStreamReader
    {
        public string SessionId => log.Options.SessionId;
        public string StreamId => log.Options.StreamId;

        public async IAsyncEnumerable<SseItem<JsonRpcMessage?>> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var sent = last;
            while (true)
            {
                var (events, closed, more) = log.After(sent);
                foreach (var one in events) yield return one;
                sent += events.Count;
                if (events.Count > 0) continue;
                if (closed) yield break;
                await more.WaitAsync(cancellationToken);
            }
        }
    }
}
