using GovernedMcp.Browser;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Tools;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Running;

/// <summary>
/// Starts the browser before anybody needs it, where rails.yaml says <c>start: ahead</c>, and ends one that had no session for as long as
/// a session may be idle: it takes memory that others need.
/// </summary>
internal sealed partial class BrowserKeeping(BrowserHost browser, SessionTable sessions, PolicySource policies, TimeProvider clock, ILogger<BrowserKeeping> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private DateTimeOffset _used = clock.GetUtcNow();

    /// <summary>Looks once whether the browser is still used.</summary>
    public async Task LookAsync()
    {
        var now = clock.GetUtcNow();
        if (!sessions.IsEmpty) _used = now;
        if (now - _used < policies.Current.Rails.Sessions.Idle) return;
        await browser.RestAsync(() => !sessions.IsEmpty);
        _used = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (policies.Current is { Rails.Browser.Start: BrowserStart.Ahead } policy) await WarmAsync(policy, stoppingToken);
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync();
    }

    // One that does not start now is told by the first call that needs it.
    private async Task WarmAsync(Policy policy, CancellationToken cancel)
    {
        if (policy.Portals.Values.FirstOrDefault() is not { } portal) return;
        try
        {
            await browser.WarmAsync(portal.Locale, cancel);
            await browser.RehearseAsync(portal.Locale, cancel);
        }
        catch (BlockFault fault)
        {
            NotStarted(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the browser was to start ahead: {Why}")]
    private partial void NotStarted(string why);
}
