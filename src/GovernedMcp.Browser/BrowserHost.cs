using System.Net;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Rehearsing;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace GovernedMcp.Browser;

/// <summary>The one browser of this process. Starts at first need, starts again after a death, leaves no process behind.</summary>
public sealed partial class BrowserHost(BrowserHostOptions options, PolicySource policies, TimeProvider clock, ILogger<BrowserHost>? log = null) : IAsyncDisposable
{
    private static readonly TimeSpan OpenDeadline = TimeSpan.FromSeconds(20);

    // Whoever gets no calls because a start failed would never start again: a failure is forgotten, and the next call tries.
    private static readonly TimeSpan FailureCounts = TimeSpan.FromMinutes(1);
    private long _failedAt;

    private readonly SemaphoreSlim _starting = new(1);
    private EmptyNetwork? _network;
    private EgressProxy? _egress;
    private RunningBrowser? _running;
    private ContextPool? _pool;
    private readonly TriedOut _triedOut = new(options.DataFolder, clock);
    private readonly ILogger _log = log ?? NullLogger<BrowserHost>.Instance;
    private readonly CancellationTokenSource _wanted = new();
    private bool _disposed;

    /// <summary>Raised for every request of a session that was not let out.</summary>
    public event Action<SessionFacts, EgressDenial>? EgressDenied;

    /// <summary>Raised for every download that a page of a session began by itself, with its address without values and its name.</summary>
    public event Action<SessionFacts, string, string>? DownloadDismissed;

    /// <summary>
    /// What speaks against a browser being there when a call needs one, in words that tell no path; null when nothing does. Starts
    /// none: it looks whether an executable is there and whether the last start failed.
    /// </summary>
    public string? Obstacle()
    {
        if (IsRunning) return null;
        if (Volatile.Read(ref _failedAt) is var at && clock.GetUtcNow().UtcTicks - at < FailureCounts.Ticks) return "the last start failed";
        var rails = policies.Current.Rails.Browser;
        try
        {
            BrowserFinder.Find(rails.Channel, rails.Headless);
            return null;
        }
        catch (BrowserNotFound)
        {
            return "none was found";
        }
    }

    /// <summary>One is there, and nobody noticed that it died.</summary>
    public bool IsRunning => _running is { IsAlive: true };

    /// <summary>How long one call may keep a session busy.</summary>
    public TimeSpan Deadline => policies.Current.Rails.Browser.Deadline;

    /// <summary>The folder of the browser that runs now; its processes carry the path in their command line or surroundings.</summary>
    internal string? Folder => _running?.Folder;

    /// <summary>Starts the browser, if none runs, and makes a context ready: so that a portal's first session is as quick as the next.</summary>
    /// <exception cref="BlockFault">No browser is there or it does not start.</exception>
    public async Task WarmAsync(PortalLocale locale, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(locale);
        (await StartedAsync(cancel)).Prepare(locale);
    }

    /// <summary>
    /// Goes through what sessions do while nobody waits for one, so that the first is as quick as the next; ends at once when somebody does.
    /// Nothing of it leaves this process but to the browser. Whatever goes wrong with it is no matter.
    /// </summary>
    public async Task RehearseAsync(PortalLocale locale, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(locale);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, _wanted.Token);
        try
        {
            var pool = await StartedAsync(end.Token);
            end.Token.ThrowIfCancellationRequested();
            var context = await pool.MakeAsync(locale, new RehearsedPortal());
            var (rows, sent) = await Rehearsal.RunAsync(context, clock, end.Token);
            Rehearsed(rows, sent);
        }
        catch (Exception error)
        {
            NotRehearsed(error.Message);
        }
    }

    /// <summary>Ends the browser, if one runs and is not used, which is asked while none can be opened. The next call starts another.</summary>
    public async Task RestAsync(Func<bool> used)
    {
        ArgumentNullException.ThrowIfNull(used);
        await _starting.WaitAsync();
        try
        {
            if (!used()) await EndAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Starts the browser, if none runs, tries it out whatever passed before, and tells how it runs here.</summary>
    /// <exception cref="BlockFault">No browser is there, it does not start, or it is not used.</exception>
    public async Task<BrowserStanding> TryAsync(CancellationToken cancel)
    {
        _triedOut.Forget();
        var running = (await StartedAsync(cancel)).Running;
        return new BrowserStanding(running.Browser.Version, running.Isolation.Says, running.Isolation.Missing);
    }

    /// <summary>Opens a session: a context of its own that reaches the portal's origins and nothing else. Not signed in.</summary>
    /// <exception cref="BlockFault">No browser is there or it does not start.</exception>
    /// <param name="state">Cookies and storage that it begins with.</param>
    public async Task<BrowserSession> OpenAsync(SessionFacts facts, Portal portal, CancellationToken cancel, string? state = null)
    {
        ArgumentNullException.ThrowIfNull(portal);
        await _wanted.CancelAsync();
        for (var tries = 1; ; tries++)
        {
            var pool = await StartedAsync(cancel);
            try
            {
                var context = await (state is null ? pool.TakeAsync(portal.Locale, cancel) : pool.MakeAsync(portal.Locale, state, cancel)).WaitAsync(OpenDeadline, cancel);
                context.Bind(portal, denial => EgressDenied?.Invoke(facts, denial), (from, name) => DownloadDismissed?.Invoke(facts, from, name));
                return new BrowserSession(facts, portal, context, clock);
            }
            catch (Exception error) when (PageFaults.Knows(error) || PageFaults.IsBrokenPipe(error))
            {
                // It died under our hands, or hangs: once more with a new one.
                await EndAsync(pool);
                if (tries == 2) throw NotStarted();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        _disposed = true;
        await EndAsync();
        if (_egress is not null) await _egress.DisposeAsync();
        _egress = null;
        _network?.Dispose();
        _wanted.Dispose();
        _starting.Release();
    }

    private async Task<ContextPool> StartedAsync(CancellationToken cancel)
    {
        await _starting.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_running is not null && await _running.AnswersAsync()) return _pool!;
            await EndAsync();
            // The browser's driver takes longest; the proxy, which only the browser needs, starts beside it.
            _network ??= options.SharesNetwork ? null : EmptyNetwork.Make();
            var opening = _egress is null ? Task.Run(EgressAsync) : Task.FromResult(_egress);
            try
            {
                _running = await RunningBrowser.StartAsync(options, policies.Current.Rails.Browser, opening, _network);
            }
            finally
            {
                _egress = await opening;
            }

            foreach (var missing in _running.Isolation.Missing) LessApart(missing);
            await TryOutAsync(_running, _egress);
            Volatile.Write(ref _failedAt, 0);
            return _pool = new ContextPool(_running, _egress, options.Prepared);
        }
        catch (BrowserNotFound missing)
        {
            throw new BlockFault(Rules.Browser.NotFound, missing.Message);
        }
        catch (SelfTestFailed leak)
        {
            Volatile.Write(ref _failedAt, clock.GetUtcNow().UtcTicks);
            await EndAsync();
            Leaks(leak.Message);
            throw new BlockFault(Rules.Browser.NotSealed, $"the browser is not used, because {leak.Message}; tell the platform team");
        }
        catch (IsolationMissing missing)
        {
            Volatile.Write(ref _failedAt, clock.GetUtcNow().UtcTicks);
            throw new BlockFault(Rules.Browser.NotIsolated, $"the browser is not used, because rails.yaml says `isolation: required` and here it {missing.Message}; tell the platform team");
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            Volatile.Write(ref _failedAt, clock.GetUtcNow().UtcTicks);
            await EndAsync();
            throw NotStarted(error is TimeoutException ? " in time" : "");
        }
        finally
        {
            _starting.Release();
        }
    }

    // The same program with the same switches is tried out once.
    private async Task TryOutAsync(RunningBrowser running, EgressProxy egress)
    {
        var what = TriedOut.Of(running.Executable, running.Browser.Version, LaunchFlags.For(options.PageMemory, pin: ""), running.Isolation);
        if (_triedOut.Has(what))
        {
            Known(running.Browser.Version, running.Isolation.Says);
            return;
        }

        var pages = await SelfTest.RunAsync(running.Browser, egress, running.Isolation);
        _triedOut.Keep(what);
        Sealed(running.Browser.Version, running.Isolation.Says);
        if (pages > 1) HiddenPages(running.Browser.Version, pages);
    }

    // A network of its own is made once: the ports of all contexts are in it.
    private Task<EgressProxy> EgressAsync()
    {
        var standard = new EgressOptions { PrivateNetworks = PrivateNetworks, Roots = options.Roots };
        return EgressProxy.StartAsync(_network is null ? standard : standard with { NewSocket = _network.NewSocket });
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "browser {Version} runs {How}, and keeps to the egress proxy: an origin that nobody allowed was denied and no datagram left")]
    private partial void Sealed(string version, string how);

    [LoggerMessage(Level = LogLevel.Information, Message = "browser {Version} runs {How}; the same was tried out before and kept to the egress proxy")]
    private partial void Known(string version, string how);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the browser is less apart than it could be: it {Missing}")]
    private partial void LessApart(string missing);

    [LoggerMessage(Level = LogLevel.Warning, Message = "browser {Version} keeps {Count} pages for each that is asked for: sessions cost more memory than they should")]
    private partial void HiddenPages(string version, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "what sessions do was rehearsed: {Rows} rows were read, and sending a form ended as {Sent}")]
    private partial void Rehearsed(int rows, SubmitState sent);

    [LoggerMessage(Level = LogLevel.Debug, Message = "the rehearsal of what sessions do ended early: {Why}")]
    private partial void NotRehearsed(string why);

    [LoggerMessage(Level = LogLevel.Critical, Message = "the browser is not used: {Why}")]
    private partial void Leaks(string why);

    private IReadOnlyList<IPNetwork> PrivateNetworks() => [.. options.PrivateNetworks, .. policies.Current.Rails.Browser.PrivateNetworks.Select(IPNetwork.Parse)];

    private async Task EndAsync(ContextPool pool)
    {
        await _starting.WaitAsync();
        if (pool == _pool) await EndAsync();
        _starting.Release();
    }

    private async Task EndAsync()
    {
        if (_running is null) return;
        if (_pool is not null) await _pool.DisposeAsync();
        await _running.DisposeAsync();
        (_running, _pool) = (null, null);
    }

    private static BlockFault NotStarted(string how = "") =>
        new(Rules.Browser.NotStarted, $"the browser did not start{how}; run `governed-mcp doctor` and tell the platform team");
}
