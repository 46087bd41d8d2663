using System.Security.Cryptography;

namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>The open sessions. A session ends by sign-out, by reset, or when it was not used for the idle time.</summary>
internal sealed class SessionBook(TimeSpan idleTimeout, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (PortalSession Session, DateTimeOffset LastUsed)> _open = [];

    public PortalSession Open(Account account)
    {
        var session = new PortalSession(RandomNumberGenerator.GetHexString(32, lowercase: true), account);
        lock (_gate)
            _open[session.Id] = (session, clock.GetUtcNow());
        return session;
    }

    /// <summary>The session of that id, which counts as used now; none when it has ended.</summary>
    public PortalSession? Use(string id)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(id, out var entry))
                return null;
            var now = clock.GetUtcNow();
            if (now - entry.LastUsed >= idleTimeout)
            {
                _open.Remove(id);
                return null;
            }
            _open[id] = (entry.Session, now);
            return entry.Session;
        }
    }

    public void Close(string id)
    {
        lock (_gate)
            _open.Remove(id);
    }

    public void CloseAll()
    {
        lock (_gate)
            _open.Clear();
    }
}
