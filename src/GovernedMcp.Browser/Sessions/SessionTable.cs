using System.Collections.Concurrent;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// The live sessions of this process: how many there may be, how long they last, how they end. Whom a handle belongs to is
/// checked before a call gets here.
/// </summary>
public sealed class SessionTable : ISessionDirectory, IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, BrowserSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _opening = new(StringComparer.Ordinal);
    private readonly Lock _places = new();
    private readonly PolicySource _policies;
    private readonly TimeProvider _clock;
    private readonly ITimer _sweeper;

    public SessionTable(PolicySource policies, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (_policies, _clock) = (policies, clock);
        _sweeper = clock.CreateTimer(_ => _ = SweepAsync(), null, SweepEvery, SweepEvery);
    }

    /// <summary>Raised after a session ended, with the reason in a few words.</summary>
    public event Action<SessionFacts, string>? Ended;

    public IReadOnlyList<SessionFacts> Live => [.. _sessions.Values.Where(session => session.IsAlive).Select(session => session.Facts)];

    /// <summary>None is open, and none is being opened.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_places) return _sessions.IsEmpty && _opening.Values.Sum() == 0;
        }
    }

    private SessionRails Rails => _policies.Current.Rails.Sessions;

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

    /// <summary>Opens a session and lists it once the work on it (signing in) is done; when that fails, nothing of it is left.</summary>
    /// <exception cref="BlockFault">All places are taken.</exception>
    /// <param name="kept">What the session goes on from: its age counts from when that was signed in.</param>
    public async Task<BrowserSession> OpenAsync(BrowserHost host, Caller caller, Portal portal, Func<BrowserSession, Task> work, CancellationToken cancel, SignedInState? kept = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(portal);
        ArgumentNullException.ThrowIfNull(work);
        Reserve(caller.Workflow);
        BrowserSession? session = null;
        try
        {
            var facts = new SessionFacts { Handle = Ids.New("s"), Workflow = caller.Workflow, KeyId = caller.KeyId, Portal = portal.Name, OpenedAt = kept?.SignedInAt ?? _clock.GetUtcNow() };
            session = await host.OpenAsync(facts, portal, cancel, kept?.Storage);
            await work(session);
            _sessions[facts.Handle] = session;
            return session;
        }
        catch when (session is not null)
        {
            await session.DisposeAsync();
            throw;
        }
        finally
        {
            Release(caller.Workflow);
        }
    }

    /// <summary>How long after signing in a session on the portal may be taken up again; null: not at all.</summary>
    public TimeSpan? Keeps(Portal portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        return Rails.Keep is { } keep && portal.Session.Keep ? new[] { keep, Rails.Lifetime, portal.Session.MaxAge ?? keep }.Min() : null;
    }

    /// <summary>When a session ends if nobody uses it before; later if somebody does.</summary>
    public DateTimeOffset Expires(BrowserSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var oldest = session.Facts.OpenedAt + Longest(session);
        var idle = session.LastUsed + Rails.Idle;
        if (session.KeptUntil > idle) idle = session.KeptUntil;
        return idle < oldest ? idle : oldest;
    }

    public void KeepOpen(string handle, DateTimeOffset until)
    {
        if (_sessions.TryGetValue(handle, out var session) && session.KeptUntil < until) session.KeptUntil = until;
    }

    public async Task EndAsync(string workflow, string why)
    {
        foreach (var session in _sessions.Values.Where(session => session.Facts.Workflow == workflow)) await EndAsync(session, why);
    }

    public async Task EndAsync(BrowserSession session, string why)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!_sessions.TryRemove(session.Facts.Handle, out _)) return;
        await session.DisposeAsync();
        Ended?.Invoke(session.Facts, why);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
        foreach (var session in _sessions.Values) await EndAsync(session, "the server stops");
    }

    /// <summary>The session of a handle that its holder got by signing in.</summary>
    internal BrowserSession? Holding(string handle) => _sessions.GetValueOrDefault(handle);

    internal void Add(BrowserSession session) => _sessions[session.Facts.Handle] = session;

    /// <summary>Ends the sessions whose time is over. One that is in use is left to its call, which has a deadline of its own.</summary>
    internal async Task SweepAsync()
    {
        var now = _clock.GetUtcNow();
        foreach (var session in _sessions.Values.Where(session => !session.IsBusy && Expires(session) <= now))
            await EndAsync(session, now - session.Facts.OpenedAt >= Longest(session) ? "it reached its longest life" : "nobody used it");
    }

    private TimeSpan Longest(BrowserSession session) =>
        session.Portal.Session.MaxAge is { } most && most < Rails.Lifetime ? most : Rails.Lifetime;

    private void Reserve(string workflow)
    {
        lock (_places)
        {
            var live = Live;
            if (live.Count + _opening.Values.Sum() >= Rails.PerMachine)
                throw new BlockFault(Rules.Limits.Sessions, $"all {Rails.PerMachine} sessions of this machine are in use; try again later");
            if (live.Count(facts => facts.Workflow == workflow) + _opening.GetValueOrDefault(workflow) >= Rails.PerWorkflow)
                throw new BlockFault(Rules.Limits.Sessions, $"workflow `{workflow}` has {Rails.PerWorkflow} sessions, which is all it may have; end one with portal_session");
            _opening[workflow] = _opening.GetValueOrDefault(workflow) + 1;
        }
    }

    private void Release(string workflow)
    {
        lock (_places) _opening[workflow]--;
    }
}
