using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// What a page has under way at its port: tells when it came to rest. Counted here, as the events that a browser offers for it make a
/// page of many parts wait.
/// </summary>
internal sealed class EgressTraffic
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    // https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header; `empty` is what scripts ask for.
    private static readonly string[] Parts = ["document", "iframe", "frame", "empty", "script", "style"];

    // What is answered later than this is held open, as for news; so are the next requests to the same place.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(8);

    // How long scripts commonly let pass after the last key, and some more.
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(900);
    private const int MostPlaces = 200;

    private readonly ConcurrentDictionary<Open, bool> _open = new();
    private readonly ConcurrentDictionary<string, bool> _held = new(StringComparer.Ordinal);
    private int _underWay;
    private long _changed = TimeProvider.System.GetTimestamp();
    private long _answered;
    private int _streams;
    private long _begun;
    private long _spoken;

    /// <summary>Counts a request until its response is through.</summary>
    public async Task DuringAsync(HttpRequest request, Func<Task> work)
    {
        Interlocked.Increment(ref _begun);
        if (!Counts(request))
        {
            Interlocked.Increment(ref _streams);
            try
            {
                await work();
            }
            finally
            {
                Interlocked.Decrement(ref _streams);
            }

            return;
        }

        var open = new Open(TimeProvider.System.GetTimestamp(), $"{request.Host}{request.Path}");
        _open[open] = true;
        Add(1);
        try
        {
            await work();
        }
        finally
        {
            _open.TryRemove(open, out _);
            Add(-1);
            if (IsScripts(request) && !_held.ContainsKey(open.Place)) Interlocked.Exchange(ref _answered, TimeProvider.System.GetTimestamp());
        }
    }

    /// <summary>How many requests there were so far; null: something is open that may bring anything without one.</summary>
    public long? Begun => Volatile.Read(ref _streams) > 0 ? null : Interlocked.Read(ref _begun);

    /// <summary>How many messages its pages sent over web sockets so far.</summary>
    public long Spoken => Interlocked.Read(ref _spoken);

    /// <summary>Counts a message that a page sent over a web socket.</summary>
    public void Speak() => Interlocked.Increment(ref _spoken);

    /// <summary>Something is under way that its page waits for, nothing that is held open; or scripts were answered just now, and may ask for more.</summary>
    public bool IsAwaited => _open.Keys.Any(one => !IsHeld(one)) || TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _answered)) < Rest;

    /// <summary>Waits until nothing is; what a page asks for again and again is no more waited for after that.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        for (var start = TimeProvider.System.GetTimestamp(); IsAwaited; await Task.Delay(Pause, cancel))
        {
            if (TimeProvider.System.GetElapsedTime(start) < Held) continue;
            foreach (var one in _open.Keys) Hold(one);
            return;
        }
    }

    /// <summary>Waits until scripts that let a moment pass before they ask for what fits have it.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !IsAwaited; await Task.Delay(Pause, cancel))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Thinking) return;
        }

        await RestAsync(cancel);
    }

    /// <summary>Waits until nothing was under way for a while; not for ever, as some pages never rest.</summary>
    public async Task SettleAsync(Settling after, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) is var waited && waited < Longest)
        {
            var lacking = Later(Rest - TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _changed)), Least(after) - waited);
            if (Volatile.Read(ref _underWay) > 0) await Task.Delay(Pause, cancel);
            else if (lacking > TimeSpan.Zero) await Task.Delay(Later(lacking, Tick), cancel);
            else return;
        }
    }

    // How long it is waited whatever was asked for before.
    private static TimeSpan Least(Settling after) => after switch
    {
        Settling.Arrival => TimeSpan.Zero,
        Settling.Choice => Moment,
        _ => Rest,
    };

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // Pictures and open streams say nothing of whether the page is complete. Without encryption a browser does not say what a request is for.
    private static bool Counts(HttpRequest request) =>
        (!request.Headers.TryGetValue("Sec-Fetch-Dest", out var part) || Parts.Contains(part.ToString(), StringComparer.Ordinal))
        && !request.Headers.ContainsKey("Upgrade") && !HttpMethods.IsConnect(request.Method)
        && !request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    // Without encryption a browser does not say so.
    private static bool IsScripts(HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Dest", out var part) ? part == "empty" : !request.Headers.Accept.ToString().Contains("text/", StringComparison.OrdinalIgnoreCase);

    private void Hold(Open one)
    {
        if (_held.Count < MostPlaces) _held[one.Place] = true;
    }

    private bool IsHeld(Open one)
    {
        if (TimeProvider.System.GetElapsedTime(one.Since) > Held) Hold(one);
        return _held.ContainsKey(one.Place);
    }

    private void Add(int by)
    {
        Interlocked.Add(ref _underWay, by);
        Interlocked.Exchange(ref _changed, TimeProvider.System.GetTimestamp());
    }

    private sealed class Open(long since, string place)
    {
        public long Since => since;
        public string Place => place;
    }
}

/// <summary>After what a page is waited for.</summary>
internal enum Settling
{
    /// <summary>Something was done that may make it ask for more.</summary>
    Deed,

    /// <summary>It came by itself, and nothing was done on it yet: what counts is how long it asked for nothing.</summary>
    Arrival,

    /// <summary>Something was done in a form that is checked again afterwards: a page that asks for nothing at once is not waited for.</summary>
    Choice,
}
