using System.Collections.Concurrent;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance.Portals;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// Contexts made ready in advance, each with a page and a way out that is still closed, so that a session starts in the time of
/// one navigation. Language and time zone are fixed when a context is made, so they are what fits. A context is used once.
/// </summary>
internal sealed class ContextPool(RunningBrowser running, EgressProxy egress, int prepared) : IAsyncDisposable
{
    // One that hangs while a context is made for later is found by nobody else.
    private static readonly TimeSpan MakeDeadline = TimeSpan.FromSeconds(20);

    // A desk's: pages fold up on narrower ones what stands in their margins.
    private static readonly ViewportSize Desk = new() { Width = 1440, Height = 900 };

    // Whoever took one is at work now, on the same processors.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Language, string TimeZone), Task<SessionContext>> _ready = new();
    private volatile bool _closed;

    /// <summary>The browser that the contexts are of.</summary>
    public RunningBrowser Running => running;

    public async Task<SessionContext> TakeAsync(PortalLocale locale, CancellationToken cancel)
    {
        var key = (locale.Language, locale.TimeZone);
        var context = _ready.TryRemove(key, out var ready) ? await ReadyAsync(ready) : null;
        if (context is { IsBroken: true })
        {
            await context.DisposeAsync();
            context = null;
        }

        context ??= await MakeAsync(key).WaitAsync(cancel);
        _ = PrepareLaterAsync(key);
        return context;
    }

    /// <summary>A context that begins with cookies and storage of before; never one that was prepared.</summary>
    /// <param name="state">As Playwright writes it.</param>
    public Task<SessionContext> MakeAsync(PortalLocale locale, string state, CancellationToken cancel) => MakeAsync((locale.Language, locale.TimeZone), state).WaitAsync(cancel);

    /// <summary>A context of which nothing leaves this process.</summary>
    /// <param name="answers">Answers its requests.</param>
    public Task<SessionContext> MakeAsync(PortalLocale locale, HttpMessageHandler answers) => MakeAsync((locale.Language, locale.TimeZone), null, answers);

    /// <summary>Makes a context ready for a portal's first session.</summary>
    public void Prepare(PortalLocale locale) => Prepare((locale.Language, locale.TimeZone));

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var ready in _ready.Values)
        {
            if (await ReadyAsync(ready) is { } context) await context.DisposeAsync();
        }

        _ready.Clear();
    }

    private void Prepare((string Language, string TimeZone) key)
    {
        if (_closed || _ready.Count >= prepared || _ready.ContainsKey(key)) return;
        _ready.TryAdd(key, MakeAsync(key));
    }

    private async Task PrepareLaterAsync((string Language, string TimeZone) key)
    {
        await Task.Delay(Later);
        Prepare(key);
    }

    private static async Task<SessionContext?> ReadyAsync(Task<SessionContext> ready)
    {
        try
        {
            return await ready is { IsAlive: true } context ? context : null;
        }
        catch (Exception error) when (PageFaults.Knows(error) || PageFaults.IsBrokenPipe(error))
        {
            return null;
        }
    }

    private async Task<SessionContext> MakeAsync((string Language, string TimeZone) key, string? state = null, HttpMessageHandler? answers = null)
    {
        var port = egress.Open(answers);
        try
        {
            var context = await running.Browser.NewContextAsync(new()
            {
                Proxy = new() { Server = port.Server },
                Locale = key.Language,
                TimezoneId = key.TimeZone,
                ServiceWorkers = ServiceWorkerPolicy.Block,
                ViewportSize = Desk,
                StorageState = state,
            }).WaitAsync(MakeDeadline);
            return new SessionContext(context, await context.NewPageAsync().WaitAsync(MakeDeadline), port, running);
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }
}
