namespace GovernedMcp.Browser.Egress;

/// <summary>
/// How far a portal's clock is ahead of ours, learned from the <c>Date</c> of what it answers. Each answer leaves room: its own duration,
/// and two seconds, as dates are cut off to the second and often made once a second. What fits all of them is narrower, and of it the least is believed. More than ten minutes are not believed at all.
/// </summary>
internal sealed class PortalClock
{
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Room = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private TimeSpan _least = TimeSpan.MinValue;
    private TimeSpan _most = TimeSpan.MaxValue;

    /// <summary>Negative: it is behind. Zero where nothing says otherwise.</summary>
    public TimeSpan Ahead => Told is var told && told.Duration() <= Most ? told : TimeSpan.Zero;

    /// <summary>The portal's own word, believed or not.</summary>
    public TimeSpan Told
    {
        get
        {
            lock (_gate) return _least > TimeSpan.Zero ? _least : _most < TimeSpan.Zero ? _most : TimeSpan.Zero;
        }
    }

    /// <param name="date">To the second, cut off.</param>
    public void Hear(DateTimeOffset date, DateTimeOffset sent, DateTimeOffset received)
    {
        var (least, most) = (date - received, date + Room - sent);
        lock (_gate)
        {
            // What does not fit what was heard before is newer, and one of the clocks was set.
            if (least > _most || most < _least) (_least, _most) = (least, most);
            else (_least, _most) = (least > _least ? least : _least, most < _most ? most : _most);
        }
    }
}
