using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Storage.Tests.Registry;

public sealed class WorkflowStandingsTests
{
    [Fact]
    public async Task Reviews_count_from_the_first_load()
    {
        using var store = new TempStore();
        var first = store.Clock.GetUtcNow();
        await store.Store.Standings.RegisterAsync([Sample.Workflow]);
        store.Clock.Pass(TimeSpan.FromDays(3));
        await store.Store.Standings.RegisterAsync([Sample.Workflow, "another"]);
        (await ReadAsync(store)).Standing.RegisteredAt.ShouldBe(first);
        (await store.Store.Standings.AllAsync(default)).Select(standing => standing.Workflow).ShouldBe(["another", Sample.Workflow]);
    }

    [Fact]
    public async Task The_kill_switch_and_an_attestation_are_seen_at_once_with_their_names()
    {
        using var store = new TempStore();
        using var other = store.Another();
        await store.Store.Standings.RegisterAsync([Sample.Workflow]);
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.RegistrySuspended, "lee@example.com"), new LedgerChange.Suspend(Sample.Workflow, "wrong invoices"));
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.RegistryAttested, "dana@example.com"), new LedgerChange.Attest(Sample.Workflow));
        var standing = (await other.Standings.ReadAsync(Workflow(), default)).Standing;
        standing.Suspended.ShouldBe(new Suspension("lee@example.com", store.Clock.GetUtcNow(), "wrong invoices"));
        (standing.AttestedBy, standing.AttestedAt).ShouldBe(("dana@example.com", store.Clock.GetUtcNow()));
        (await other.Standings.SuspendedAsync(default)).ShouldHaveSingleItem().Workflow.ShouldBe(Sample.Workflow);
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.RegistryResumed), new LedgerChange.Resume(Sample.Workflow));
        (await other.Standings.SuspendedAsync(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_used_up_is_counted_in_the_window_of_each_limit()
    {
        using var store = new TempStore();
        await store.Store.Standings.RegisterAsync([Sample.Workflow]);
        var early = await store.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_1"));
        await store.Audit.AppendAsync(Sample.Outcome(early, rows: 40));
        store.Clock.Pass(TimeSpan.FromHours(2));
        var late = await store.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_2"));
        await store.Audit.AppendAsync(Sample.Outcome(late, rows: 2));
        await store.Audit.AppendAsync(Sample.Intent(agent: "another"));
        var found = await ReadAsync(store);
        found.Usage.ShouldBe(new Usage(Calls: 1, Submits: 2, Rows: 42, LiveSessions: 0));
        found.Standing.LastUsedAt.ShouldBe(store.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Without_limits_nothing_is_counted()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent());
        (await store.Store.Standings.ReadAsync(Workflow() with { Limits = WorkflowLimits.None }, default)).Usage.ShouldBe(Usage.Nothing);
    }

    private static Task<Circumstances> ReadAsync(TempStore store) => store.Store.Standings.ReadAsync(Workflow(), default);

    internal static Workflow Workflow() => new()
    {
        Name = Sample.Workflow,
        Purpose = "reads invoices",
        Owner = "accounts-payable",
        Accountable = "dana@example.com",
        Status = WorkflowStatus.Active,
        Review = ReviewRhythm.Default,
        Scope = Scope.Nothing,
        Limits = new() { Calls = new(600, TimeSpan.FromHours(1)), Submits = new(20, TimeSpan.FromDays(1)), Rows = new(50_000, TimeSpan.FromDays(1)) },
        Gates = [],
        Waivers = [],
        Source = SourceMark.BuiltIn,
    };
}
