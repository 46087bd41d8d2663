using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Browser.Tests.Rehearsing;

/// <summary>What sessions do is gone through once before anybody waits, and never in anybody's way.</summary>
public sealed class RehearsalTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-tests-").FullName;
    private readonly Heard _log = new();

    [Fact]
    public async Task All_of_it_is_gone_through_and_nothing_leaves()
    {
        await using var host = Host();
        List<string> denied = [];
        host.EgressDenied += (_, denial) => denied.Add(denial.Why);
        await host.RehearseAsync(PortalLocale.Default, CancellationToken.None);
        _log.Last.ShouldStartWith("what sessions do was rehearsed: 40 rows were read, and sending a form ended as Confirmed");
        denied.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_wants_a_session_ends_it()
    {
        await using var host = Host();
        var rehearsing = host.RehearseAsync(PortalLocale.Default, CancellationToken.None);
        await using var site = await TestSite.StartAsync(("/", "<h1>There</h1>"));
        var portal = Northwind.Portal(site.Address);
        await using var session = await host.OpenAsync(Policed.Facts(portal), portal, CancellationToken.None);
        await rehearsing;
        _log.Last.ShouldStartWith("the rehearsal of what sessions do ended early");
        (await session.Page.GotoAsync(site.Address.AbsoluteUri))!.Status.ShouldBe(200);

        await host.RehearseAsync(PortalLocale.Default, CancellationToken.None);
        _log.Last.ShouldStartWith("the rehearsal of what sessions do ended early");
    }

    [Fact]
    public async Task Whatever_goes_wrong_with_it_is_no_matter()
    {
        await using var host = Host(new Stopped());
        await host.RehearseAsync(PortalLocale.Default, CancellationToken.None);
        _log.Last.ShouldBe("the rehearsal of what sessions do ended early: nobody foresaw it");
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private BrowserHost Host(TimeProvider? clock = null) => new(new() { DataFolder = _data, Roots = TestAuthority.Roots }, new PolicySource(Policed.With([])), clock ?? TimeProvider.System, _log);

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("nobody foresaw it");
    }

    private sealed class Heard : ILogger<BrowserHost>
    {
        public string Last { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Last = formatter(state, exception);
    }
}
