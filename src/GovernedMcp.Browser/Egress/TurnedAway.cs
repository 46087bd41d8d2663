using System.Collections.Concurrent;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// What a portal answered with `not signed in` since the session signed in. Pages draw an empty list of it, so it counts as a sign
/// that the session is over, but for what was answered so although it was not.
/// </summary>
internal sealed class TurnedAway
{
    // 419 and 440 are what some frameworks say of a session that ran out.
    private static readonly int[] Statuses = [401, 419, 440];
    private readonly ConcurrentDictionary<string, byte> _now = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _always = new(StringComparer.Ordinal);

    public bool Any => _now.Keys.Any(request => !_always.ContainsKey(request));

    public void Hear(EgressRequest request, int status)
    {
        if (Statuses.Contains(status) && request.For is null or "document" or "empty") _now.TryAdd($"{request.Method} {request.Origin}{request.Path}", 0);
    }

    /// <summary>The session signed in: what was answered before says nothing any more.</summary>
    public void Forget() => _now.Clear();

    /// <summary>The session was not over: these answers say nothing.</summary>
    public void Accept()
    {
        foreach (var request in _now.Keys) _always.TryAdd(request, 0);
    }
}
