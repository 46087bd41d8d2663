using System.Collections.Concurrent;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Sessions;

/// <summary>The live sessions of this process. Whom a handle belongs to is checked before a call gets here.</summary>
public sealed class SessionTable : ISessionDirectory
{
    private readonly ConcurrentDictionary<string, BrowserSession> _sessions = new(StringComparer.Ordinal);

    public IReadOnlyList<SessionFacts> Live => [.. _sessions.Values.Select(session => session.Facts)];

    public SessionFacts? Find(string handle) => _sessions.GetValueOrDefault(handle)?.Facts;

    public PlanFacts? FindPlan(string handle, string plan) => _sessions.GetValueOrDefault(handle)?.Plans.Find(plan)?.Facts;

    /// <summary>The session that a permitted call names.</summary>
    /// <exception cref="BlockFault">It ended meanwhile.</exception>
    public BrowserSession Of(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return permit.Call.Session is { } facts && _sessions.TryGetValue(facts.Handle, out var session)
            ? session
            : throw new BlockFault(Rules.Sessions.Unknown, "the session has ended; sign in again");
    }

    public void Add(BrowserSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _sessions[session.Facts.Handle] = session;
    }

    public async Task EndAsync(string workflow, string why)
    {
        foreach (var session in _sessions.Values.Where(session => session.Facts.Workflow == workflow)) await EndAsync(session);
    }

    public async Task EndAsync(BrowserSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (_sessions.TryRemove(session.Facts.Handle, out _)) await session.DisposeAsync();
    }
}
