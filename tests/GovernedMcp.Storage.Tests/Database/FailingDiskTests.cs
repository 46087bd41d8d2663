using System.Diagnostics;
using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Tests.Database;

/// <summary>T50, F14–F18: when the record cannot be written, nothing is done, and nothing is lost when it can be written again.</summary>
public sealed class FailingDiskTests
{
    [Fact]
    public async Task On_a_full_disk_nothing_is_written_and_it_goes_on_when_there_is_space_again()
    {
        using var store = new TempStore();
        await LimitAsync(store, full: true);
        var fault = await FaultAsync(() => FillAsync(store));
        fault.Message.ShouldContain("the disk is full");
        var before = store.Records().Count;
        await FaultAsync(() => FillAsync(store));
        store.Records().Count.ShouldBe(before);
        await LimitAsync(store, full: false);
        await store.Audit.AppendAsync(Sample.Intent());
        Whole(store);
    }

    [Fact]
    public async Task When_an_outcome_cannot_be_written_nothing_new_begins_before_it()
    {
        using var store = new TempStore();
        var intent = await store.Audit.AppendAsync(Sample.Intent());
        await SetReadOnlyAsync(store, on: true);
        await FaultAsync(() => store.Audit.AppendAsync(Sample.Outcome(intent)));
        store.Audit.OwesOutcomes.ShouldBeTrue();
        await FaultAsync(() => store.Audit.AppendAsync(Sample.Intent("call_2")));
        await SetReadOnlyAsync(store, on: false);
        await store.Audit.AppendAsync(Sample.Intent("call_2"));
        store.Audit.OwesOutcomes.ShouldBeFalse();
        store.Types().ShouldBe([AuditTypes.Genesis, AuditTypes.Intent, AuditTypes.Outcome, AuditTypes.Intent]);
        store.Records()[2].IntentSeq.ShouldBe(intent);
    }

    [Fact]
    public async Task An_owed_outcome_that_another_process_settled_meanwhile_is_not_written_twice()
    {
        using var store = new TempStore();
        var intent = await store.Audit.AppendAsync(Sample.Intent());
        await SetReadOnlyAsync(store, on: true);
        await FaultAsync(() => store.Audit.AppendAsync(Sample.Outcome(intent)));
        await SetReadOnlyAsync(store, on: false);
        using var other = store.Another();
        await other.Audit.AppendAsync(Sample.Outcome(intent, "unknown"));
        await store.Audit.AppendAsync(Sample.Of(AuditTypes.Declined));
        store.Types().Count(type => type == AuditTypes.Outcome).ShouldBe(1);
    }

    [Fact]
    public async Task Another_process_that_holds_the_file_is_waited_for_two_seconds()
    {
        using var store = new TempStore();
        using var other = new SqliteConnection($"Data Source={store.Database};Pooling=False");
        other.Open();
        other.Execute("BEGIN EXCLUSIVE");
        var began = Stopwatch.StartNew();
        (await FaultAsync(() => store.Audit.AppendAsync(Sample.Intent()))).Message.ShouldContain("busy");
        began.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(5));
        var waiting = store.Audit.AppendAsync(Sample.Intent());
        await Task.Delay(200);
        other.Execute("COMMIT");
        (await waiting).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_replaced_while_running_takes_no_record()
    {
        using var store = new TempStore();
        var older = store.Database + ".older";
        File.Copy(store.Database, older);
        await store.Audit.AppendAsync(Sample.Intent());
        File.Delete(store.Database);
        await FaultAsync(() => store.Audit.AppendAsync(Sample.Intent()));
        File.Move(older, store.Database);
        await FaultAsync(() => store.Audit.AppendAsync(Sample.Intent()));
    }

    [Fact]
    public async Task A_log_that_lost_what_this_process_saw_takes_no_record()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent());
        store.Tamper("DELETE FROM audit_record WHERE seq = 2");
        (await FaultAsync(() => store.Audit.AppendAsync(Sample.Intent()))).Message.ShouldContain("changed behind this process");
    }

    [Fact]
    public async Task One_write_that_is_refused_leaves_those_that_waited_with_it_alone()
    {
        using var store = new TempStore();
        var writes = Enumerable.Range(0, 60).Select(async number =>
        {
            try
            {
                await store.Audit.AppendAsync(Sample.Intent($"call_{number}"), Sample.Claim($"pl_{number / 2}"));
                return true;
            }
            catch (LedgerConflict)
            {
                return false;
            }
        });
        (await Task.WhenAll(writes)).Count(done => done).ShouldBe(30);
        store.Types().Count(type => type == AuditTypes.Intent).ShouldBe(30);
        Whole(store);
    }

    [Fact]
    public async Task A_closed_store_takes_no_record()
    {
        using var store = new TempStore();
        store.Store.Dispose();
        (await FaultAsync(() => store.Audit.AppendAsync(Sample.Intent()))).Message.ShouldContain("stopping");
    }

    private static async Task FillAsync(TempStore store)
    {
        for (var call = 0; call < 50; call++) await store.Audit.AppendAsync(Sample.Intent());
    }

    private static Task<int> LimitAsync(TempStore store, bool full) => store.Store.Ledger.ReadAsync(connection => connection.Execute(
        full ? $"PRAGMA max_page_count = {connection.ExecuteScalar<long>("PRAGMA page_count")}" : "PRAGMA max_page_count = 1000000"));

    private static Task<int> SetReadOnlyAsync(TempStore store, bool on) =>
        store.Store.Ledger.ReadAsync(connection => connection.Execute($"PRAGMA query_only = {(on ? 1 : 0)}"));

    private static Task<AuditUnavailable> FaultAsync(Func<Task> act) => Should.ThrowAsync<AuditUnavailable>(act);

    private static void Whole(TempStore store)
    {
        var report = AuditVerifier.Verify(store.Store.Reader.All(), new());
        report.Findings.ShouldNotContain(finding => finding.Kind == FindingKind.Tampered);
    }
}
