using GovernedMcp.Storage.Keys;

namespace GovernedMcp.Server.WebConsole;

/// <summary>Who is signed in at this process. In memory only: a restart signs everybody out.</summary>
internal sealed class PersonSessions(TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);
    public const int Most = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, PersonSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Always a new one: nobody can be given a session that somebody else knows.</summary>
    public PersonSession Open(PersonKey who)
    {
        var session = new PersonSession(who, clock.GetUtcNow());
        lock (_gate)
        {
            foreach (var over in _sessions.Values.Where(IsOver).ToList()) _sessions.Remove(over.Id);
            if (_sessions.Count >= Most) _sessions.Remove(_sessions.Values.MinBy(one => one.SeenAt)!.Id);
            _sessions[session.Id] = session;
        }

        return session;
    }

    public PersonSession? Find(string? id)
    {
        if (id is null) return null;
        lock (_gate)
        {
            if (!_sessions.TryGetValue(id, out var session)) return null;
            if (IsOver(session))
            {
                _sessions.Remove(id);
                return null;
            }

            session.SeenAt = clock.GetUtcNow();
            return session;
        }
    }

    public void Close(PersonSession session)
    {
        lock (_gate) _sessions.Remove(session.Id);
    }

    private bool IsOver(PersonSession session) => clock.GetUtcNow() - session.SeenAt > Idle || clock.GetUtcNow() - session.OpenedAt > Longest;
}
