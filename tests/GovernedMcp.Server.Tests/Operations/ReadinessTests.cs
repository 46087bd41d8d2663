using GovernedMcp.Browser;
using GovernedMcp.Server.Cli;
using GovernedMcp.Server.Operations;
using GovernedMcp.Server.Running;
using GovernedMcp.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Server.Tests.Operations;

public sealed class ReadinessTests : IAsyncDisposable
{
    private readonly TrialFolders _folders = new();
    private readonly LocalStore _store;
    private readonly SteppedClock _clock = new();
    private readonly BrowserHost _browser;
    private readonly Readiness _readiness;

    public ReadinessTests()
    {
        _store = LocalStore.Open(_folders.Data, TimeProvider.System);
        var policies = new PolicySource(new Places(_folders.Config, _folders.Skills, _folders.Data).LoadPolicy().Policy);
        _browser = new BrowserHost(new() { DataFolder = _folders.Data }, policies, _clock);
        _readiness = new Readiness(_store, policies, _browser, _clock);
    }

    [Fact]
    public async Task A_store_that_takes_no_writes_makes_it_not_ready_until_it_does_again()
    {
        (await _readiness.LookAsync()).Ready.ShouldBeTrue();
        using (var other = new SqliteConnection($"Data Source={_store.Folder.Database};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction(System.Data.IsolationLevel.Serializable);
            (await _readiness.LookAsync()).Ready.ShouldBeTrue("an answer stands for a while");
            _clock.Step(Readiness.Stands);
            var answer = await _readiness.LookAsync();
            answer.Parts["store"].ShouldBe("cannot be written");
            answer.Json.ToJsonString().ShouldBe("""{"ready":false,"parts":{"store":{"ok":false,"why":"cannot be written"},"policy":{"ok":true},"browser":{"ok":true}}}""");
        }

        _clock.Step(Readiness.Stands);
        (await _readiness.LookAsync()).Ready.ShouldBeTrue();
    }

    [Fact]
    public async Task What_calls_would_miss_is_in_the_log_from_the_start()
    {
        var said = new Said();
        using var other = new SqliteConnection($"Data Source={_store.Folder.Database};Pooling=False");
        other.Open();
        using var hold = other.BeginTransaction(System.Data.IsolationLevel.Serializable);
        using var start = new ReadinessAtStart(_readiness, said);
        await start.StartAsync(CancellationToken.None);
        await start.ExecuteTask!;
        said.Lines.ShouldBe(["calls will be refused (store: cannot be written)"]);
    }

    [Fact]
    public async Task A_probe_leaves_nothing_in_the_store()
    {
        var (records, size) = (_store.Reader.Tail(100).Count, (await _store.Keys.ListAsync(default)).Count);
        await _readiness.LookAsync();
        _store.Reader.Tail(100).Count.ShouldBe(records);
        (await _store.Keys.ListAsync(default)).Count.ShouldBe(size);
        (await _store.Standings.SuspendedAsync(default)).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _readiness.Dispose();
        await _browser.DisposeAsync();
        _store.Dispose();
        _folders.Dispose();
    }

    private sealed class Said : ILogger<ReadinessAtStart>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ahead;

        public void Step(TimeSpan time) => _ahead += (long)(time.TotalSeconds * TimestampFrequency);

        public override long GetTimestamp() => base.GetTimestamp() + _ahead;
    }
}
