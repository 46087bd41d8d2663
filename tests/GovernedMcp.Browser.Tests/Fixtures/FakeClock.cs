using System.Collections.Concurrent;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>A clock that stands until it is moved. Its timers never fire by themselves; a test may fire them all.</summary>
public sealed class FakeClock : TimeProvider
{
    private readonly ConcurrentBag<Action> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        return new NoTimer();
    }

    public void Fire()
    {
        while (_timers.TryTake(out var fire)) fire();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
