using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Browser.Tests.Launch;

/// <summary>When a browser is tried out, and when it is known to be sealed.</summary>
public sealed class TriedOutTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-tried-").FullName;
    private readonly FakeClock _clock = new();

    [Fact]
    public void What_passed_counts_for_a_day_over_starts_and_nothing_else_does()
    {
        New().Has("this").ShouldBeFalse();
        New().Keep("this");
        New().Has("this").ShouldBeTrue();
        New().Has("that").ShouldBeFalse();
        _clock.Advance(TimeSpan.FromHours(23));
        New().Has("this").ShouldBeTrue();
        _clock.Advance(TimeSpan.FromHours(2));
        New().Has("this").ShouldBeFalse();
    }

    [Fact]
    public void What_was_forgotten_counts_no_more()
    {
        var tried = New();
        tried.Keep("this");
        tried.Forget();
        tried.Has("this").ShouldBeFalse();
        New().Has("this").ShouldBeFalse();
    }

    [Fact]
    public void Where_nothing_can_be_kept_it_counts_for_this_process()
    {
        var tried = new TriedOut(Path.Combine(_data, "missing"), _clock);
        tried.Keep("this");
        tried.Has("this").ShouldBeTrue();
    }

    [Fact]
    public void Another_version_another_switch_another_program_or_less_isolation_is_something_else()
    {
        var (one, other) = (File("one", "#!"), File("other", "#!"));
        var apart = Isolation.Offered(null, [], headless: true);
        var told = TriedOut.Of(one, "1", ["--a"], apart);
        TriedOut.Of(one, "1", ["--a"], apart).ShouldBe(told);
        TriedOut.Of(one, "2", ["--a"], apart).ShouldNotBe(told);
        TriedOut.Of(one, "1", ["--b"], apart).ShouldNotBe(told);
        TriedOut.Of(other, "1", ["--a"], apart).ShouldNotBe(told);
        System.IO.File.WriteAllText(one, "#!/bin/sh");
        TriedOut.Of(one, "1", ["--a"], apart).ShouldNotBe(told);
    }

    [Fact]
    public async Task The_second_start_on_a_machine_does_not_try_it_out_and_whoever_asks_for_it_gets_it()
    {
        (await StartAsync(host => host.WarmAsync(new PortalLocale("en", "UTC", '.', "EUR"), CancellationToken.None))).ShouldContain("no datagram left");
        (await StartAsync(host => host.WarmAsync(new PortalLocale("en", "UTC", '.', "EUR"), CancellationToken.None))).ShouldContain("tried out before");
        (await StartAsync(host => host.TryAsync(CancellationToken.None))).ShouldContain("no datagram left");
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private TriedOut New() => new(_data, _clock);

    private string File(string name, string text)
    {
        System.IO.File.WriteAllText(Path.Combine(_data, name), text);
        return Path.Combine(_data, name);
    }

    private async Task<string> StartAsync(Func<BrowserHost, Task> work)
    {
        var said = new Said();
        await using var host = new BrowserHost(new() { DataFolder = _data }, new PolicySource(Policed.With([])), TimeProvider.System, said);
        await work(host);
        return string.Join('\n', said.Lines);
    }

    private sealed class Said : ILogger<BrowserHost>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
