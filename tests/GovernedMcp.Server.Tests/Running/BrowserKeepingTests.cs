using GovernedMcp.Browser;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Cli;
using GovernedMcp.Server.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovernedMcp.Server.Tests.Running;

/// <summary>A browser that is there before it is needed, and goes when it is not.</summary>
public sealed class BrowserKeepingTests : IAsyncDisposable
{
    private readonly TrialFolders _folders = new();
    private readonly SteppedClock _clock = new();
    private readonly PolicySource _policies;
    private readonly BrowserHost _browser;
    private readonly SessionTable _sessions;
    private readonly BrowserKeeping _keeping;

    public BrowserKeepingTests()
    {
        _folders.StartAhead();
        _policies = new PolicySource(new Places(_folders.Config, _folders.Skills, _folders.Data).LoadPolicy().Policy);
        _policies.Current.Rails.Browser.Start.ShouldBe(BrowserStart.Ahead);
        _browser = new BrowserHost(new() { DataFolder = _folders.Data }, _policies, _clock);
        _sessions = new SessionTable(_policies, _clock);
        _keeping = new BrowserKeeping(_browser, _sessions, _policies, _clock, NullLogger<BrowserKeeping>.Instance);
    }

    private TimeSpan Idle => _policies.Current.Rails.Sessions.Idle;

    [Fact]
    public async Task Ahead_it_starts_with_the_server_and_ends_when_nobody_used_it_for_as_long_as_a_session_may_be_idle()
    {
        await _keeping.StartAsync(CancellationToken.None);
        await RunningAsync();
        _clock.Step(Idle - TimeSpan.FromMinutes(5));
        await _keeping.LookAsync();
        _browser.IsRunning.ShouldBeTrue();
        _clock.Step(TimeSpan.FromMinutes(6));
        await _keeping.LookAsync();
        _browser.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task While_a_session_is_opened_or_open_it_stays_and_its_time_counts_from_the_end_of_the_last_one()
    {
        var portal = _policies.Current.Portals.Values.First();
        var caller = new Caller { Workflow = "invoice-desk", KeyId = "k1", HeldBy = "dana@example.com" };
        var session = await _sessions.OpenAsync(_browser, caller, portal, async _ =>
        {
            _clock.Step(Idle + TimeSpan.FromMinutes(5));
            await _keeping.LookAsync();
        }, CancellationToken.None);
        _browser.IsRunning.ShouldBeTrue("it is being opened");
        _clock.Step(Idle + TimeSpan.FromMinutes(5));
        await _keeping.LookAsync();
        _browser.IsRunning.ShouldBeTrue("it is open");

        await _sessions.EndAsync(session, "done");
        _clock.Step(Idle - TimeSpan.FromMinutes(5));
        await _keeping.LookAsync();
        _browser.IsRunning.ShouldBeTrue();
        _clock.Step(TimeSpan.FromMinutes(6));
        await _keeping.LookAsync();
        _browser.IsRunning.ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        await _keeping.StopAsync(CancellationToken.None);
        _keeping.Dispose();
        await _sessions.DisposeAsync();
        await _browser.DisposeAsync();
        _folders.Dispose();
    }

    private async Task RunningAsync()
    {
        for (var tries = 0; tries < 600 && !_browser.IsRunning; tries++) await Task.Delay(50);
        _browser.IsRunning.ShouldBeTrue();
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ahead;

        public void Step(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));
    }
}
