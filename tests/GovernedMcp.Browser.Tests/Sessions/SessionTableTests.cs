using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Sessions;

[Collection(SharedBrowser.Sessions)]
public sealed class SessionTableTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-table-").FullName;
    private readonly FakeClock _clock = new();
    private readonly PolicySource _policies = new(Policed.With([]));
    private readonly List<string> _ended = [];
    private TestSite _site = null!;
    private BrowserHost _host = null!;
    private SessionTable _sessions = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync(("/", "<title>Home</title>"));
        _host = new BrowserHost(new() { DataFolder = _data }, _policies, _clock);
        _sessions = new SessionTable(_policies, _clock);
        _sessions.Ended += (_, why) => _ended.Add(why);
    }

    public async Task DisposeAsync()
    {
        await _sessions.DisposeAsync();
        await _host.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends()
    {
        var session = await OpenAsync();
        _clock.Advance(TimeSpan.FromMinutes(14));
        await _sessions.SweepAsync();
        _sessions.Find(session.Facts.Handle).ShouldNotBeNull();
        await session.ExclusiveAsync(TimeSpan.FromSeconds(10), session.CurrentPageAsync, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(14));
        await _sessions.SweepAsync();
        _sessions.Find(session.Facts.Handle).ShouldNotBeNull("it was used a while ago");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _sessions.SweepAsync();
        _sessions.Find(session.Facts.Handle).ShouldBeNull();
        session.IsAlive.ShouldBeFalse();
        _ended.ShouldBe(["nobody used it"]);
    }

    [Fact]
    public async Task A_session_ends_at_its_longest_life_however_busy()
    {
        var session = await OpenAsync(_site.Portal() with { Session = new SessionRules { MaxAge = TimeSpan.FromMinutes(20) } });
        for (var used = 0; used < 2; used++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            await session.ExclusiveAsync(TimeSpan.FromSeconds(10), session.CurrentPageAsync, CancellationToken.None);
        }

        await _sessions.SweepAsync();
        _ended.ShouldBe(["it reached its longest life"]);
    }

    [Fact]
    public async Task There_are_so_many_places_and_the_kill_switch_frees_them()
    {
        await OpenAsync();
        await OpenAsync();
        (await Should.ThrowAsync<BlockFault>(() => OpenAsync())).Rule.ShouldBe(Rules.Limits.Sessions);
        await _sessions.EndAsync("somebody else", "suspended");
        _sessions.Live.Count.ShouldBe(2);
        await _sessions.EndAsync(Policed.Caller.Workflow, "suspended");
        _sessions.Live.ShouldBeEmpty();
        await OpenAsync();
    }

    [Fact]
    public async Task Work_that_fails_leaves_no_session_and_no_taken_place()
    {
        for (var tries = 0; tries < 4; tries++)
            await Should.ThrowAsync<InvalidOperationException>(() => _sessions.OpenAsync(_host, Policed.Caller, _site.Portal(), _ => throw new InvalidOperationException(), CancellationToken.None));
        _sessions.Live.ShouldBeEmpty();
        await OpenAsync();
    }

    [Fact]
    public async Task A_page_that_asks_without_end_is_closed()
    {
        _site.Page("/ask", "<script>setTimeout(() => { while (true) alert('again'); }, 50)</script>");
        var session = await OpenAsync();
        await session.Page.GotoAsync(_site.Address + "ask");
        var fault = await Should.ThrowAsync<BlockFault>(() => session.ExclusiveAsync<bool>(
            TimeSpan.FromSeconds(20),
            async limit =>
            {
                while (true) await session.RunAsync("sign_in_state", null, limit);
            },
            CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Pages.Dialogs);
        fault.Quotes.ShouldBe(["again"]);
        await session.ExclusiveAsync(TimeSpan.FromSeconds(10), async _ => await session.Page.GotoAsync(_site.Address.AbsoluteUri), CancellationToken.None);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }

    [Fact]
    public async Task Two_calls_on_one_session_take_turns()
    {
        var session = await OpenAsync();
        var inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => session.ExclusiveAsync(
            TimeSpan.FromSeconds(20),
            async limit =>
            {
                Interlocked.Increment(ref inside).ShouldBe(1);
                await Task.Delay(20, limit);
                return Interlocked.Decrement(ref inside);
            },
            CancellationToken.None)));
    }

    [Fact]
    public async Task A_call_that_the_client_gives_up_stops_and_the_session_goes_on()
    {
        var session = await OpenAsync();
        using var client = new CancellationTokenSource(200);
        await Should.ThrowAsync<OperationCanceledException>(() => session.ExclusiveAsync(
            TimeSpan.FromSeconds(20),
            limit => session.WithPageAsync(page => page.EvaluateAsync<string>("() => new Promise(() => {})"), TimeSpan.FromSeconds(20), limit),
            client.Token));
        (await session.ExclusiveAsync(TimeSpan.FromSeconds(10), session.CurrentPageAsync, CancellationToken.None)).Url.ShouldBe("about:blank");
    }

    private Task<BrowserSession> OpenAsync(Portal? portal = null) =>
        _sessions.OpenAsync(_host, Policed.Caller, portal ?? _site.Portal(), _ => Task.CompletedTask, CancellationToken.None);
}
