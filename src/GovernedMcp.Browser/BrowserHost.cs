using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser;

/// <summary>The one browser of this process. Starts at first need, starts again after a death, leaves no process behind.</summary>
public sealed class BrowserHost(BrowserHostOptions options, PolicySource policies, TimeProvider clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private EgressProxy? _egress;
    private RunningBrowser? _running;
    private bool _disposed;

    /// <summary>Raised for every request of a session that was not let out.</summary>
    public event Action<SessionFacts, EgressDenial>? EgressDenied;

    /// <summary>How long one call may keep a session busy.</summary>
    public TimeSpan Deadline => policies.Current.Rails.Browser.Deadline;

    /// <summary>Opens a session: a context of its own that reaches the portal's origins and nothing else. Not signed in.</summary>
    public async Task<BrowserSession> OpenAsync(SessionFacts facts, Portal portal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(portal);
        var running = await StartedAsync(cancel);
        var context = await PrepareAsync(running, portal.Locale);
        context.Bind(portal, denial => EgressDenied?.Invoke(facts, denial));
        return new BrowserSession(facts, portal, context, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        _disposed = true;
        if (_running is not null) await _running.DisposeAsync();
        _running = null;
        if (_egress is not null) await _egress.DisposeAsync();
        _egress = null;
    }

    private async Task<SessionContext> PrepareAsync(RunningBrowser running, PortalLocale locale)
    {
        var port = _egress!.Open();
        try
        {
            var context = await running.Browser.NewContextAsync(new()
            {
                Proxy = new() { Server = port.Server },
                Locale = locale.Language,
                TimezoneId = locale.TimeZone,
                ServiceWorkers = ServiceWorkerPolicy.Block,
                AcceptDownloads = true,
            });
            return new SessionContext(context, await context.NewPageAsync(), port);
        }
        catch (Exception error) when (PageFaults.Knows(error))
        {
            port.Dispose();
            throw PageFaults.Of(error, running.Browser.IsConnected);
        }
    }

    private async Task<RunningBrowser> StartedAsync(CancellationToken cancel)
    {
        await _starting.WaitAsync(cancel);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_running is { Browser.IsConnected: true } running) return running;
            if (_running is not null) await _running.DisposeAsync();
            _running = null;
            _egress ??= await EgressProxy.StartAsync(options.PrivateNetworks);
            return _running = await RunningBrowser.StartAsync(options, policies.Current.Rails.Browser, _egress);
        }
        catch (BrowserNotFound missing)
        {
            throw new BlockFault(Rules.Browser.NotFound, missing.Message);
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            throw new BlockFault(Rules.Browser.NotStarted, "the browser did not start; run `governed-mcp doctor` and tell the platform team");
        }
        finally
        {
            _starting.Release();
        }
    }
}
