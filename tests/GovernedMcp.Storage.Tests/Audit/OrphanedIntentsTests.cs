using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Storage.Tests.Audit;

public sealed class OrphanedIntentsTests
{
    [Fact]
    public async Task What_a_dead_process_began_is_ended_on_record()
    {
        using var store = new TempStore();
        long read, planned, sent;
        using (var dying = store.Another())
        {
            read = await dying.Audit.AppendAsync(Sample.Intent());
            planned = await dying.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_1"));
            sent = await dying.Audit.AppendAsync(Sample.Intent(), Sample.Claim("pl_2"));
            await dying.Audit.AppendAsync(Sample.Of(AuditTypes.Sending, intent: sent), new LedgerChange.MoveSubmit("pl_2", SubmitState.Sending, null));
        }

        (await store.Store.CloseOrphansAsync()).ShouldBe(3);
        var ends = store.Records().Where(record => record.Type == AuditTypes.Outcome).ToDictionary(record => record.IntentSeq!.Value, record => record.Outcome);
        ends.ShouldBe(new Dictionary<long, string?> { [read] = "unknown", [planned] = "not_sent", [sent] = "unknown" }, ignoreOrder: true);
        (await store.Audit.FindSubmitAsync("pl_1", Sample.Workflow, default))!.State.ShouldBe(SubmitState.NotSent);
        (await store.Audit.FindSubmitAsync("pl_2", Sample.Workflow, default))!.State.ShouldBe(SubmitState.Unknown);
        (await store.Store.CloseOrphansAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_a_living_process_is_doing_is_left_alone()
    {
        using var store = new TempStore();
        using var living = store.Another();
        await living.Audit.AppendAsync(Sample.Intent());
        await store.Audit.AppendAsync(Sample.Intent());
        (await store.Store.CloseOrphansAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_processes_that_clear_up_at_once_end_each_act_once()
    {
        using var store = new TempStore();
        using var other = store.Another();
        using (var dying = store.Another())
        {
            for (var call = 0; call < 20; call++) await dying.Audit.AppendAsync(Sample.Intent());
        }

        var closed = await Task.WhenAll(store.Store.CloseOrphansAsync(), other.CloseOrphansAsync());
        closed.Sum().ShouldBe(20);
        store.Types().Count(type => type == AuditTypes.Outcome).ShouldBe(20);
    }

    [Fact]
    public async Task A_name_from_the_database_never_becomes_a_path()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent());
        var kept = Path.Combine(store.Folder, "keep.lock");
        await File.WriteAllTextAsync(kept, "");
        store.Tamper("UPDATE open_intent SET node = '../keep'");
        await store.Store.CloseOrphansAsync();
        File.Exists(kept).ShouldBeTrue();
    }
}
