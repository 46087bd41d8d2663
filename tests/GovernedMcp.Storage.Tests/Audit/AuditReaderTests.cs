using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using GovernedMcp.Storage.Audit;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Tests.Audit;

public sealed class AuditReaderTests
{
    [Fact]
    public async Task The_tail_is_the_last_records_of_all_or_of_one_workflow()
    {
        using var store = new TempStore();
        for (var call = 0; call < 5; call++) await store.Audit.AppendAsync(Sample.Intent($"call_{call}", agent: call % 2 == 0 ? "even" : "odd"));
        var reader = store.Store.Reader;
        reader.Tail(2).Select(record => record.CallId).ShouldBe(["call_3", "call_4"]);
        reader.Tail(2, "odd").Select(record => record.CallId).ShouldBe(["call_1", "call_3"]);
        reader.OfCall("call_2").ShouldHaveSingleItem().Agent.ShouldBe("even");
        reader.Find(2)!.CallId.ShouldBe("call_0");
        reader.Find(99).ShouldBeNull();
    }

    [Fact]
    public async Task Following_gives_each_new_record_once()
    {
        using var store = new TempStore();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seen = new List<long>();
        await store.Audit.AppendAsync(Sample.Intent());
        await foreach (var record in store.Store.Reader.FollowAsync(0, Sample.Workflow, TimeSpan.FromMilliseconds(5), TimeProvider.System, stop.Token))
        {
            seen.Add(record.Seq);
            if (seen.Count == 4) break;
            await store.Audit.AppendAsync(Sample.Intent());
        }

        seen.ShouldBe([2, 3, 4, 5]);
    }

    [Fact]
    public async Task The_whole_log_is_read_page_by_page()
    {
        using var store = new TempStore();
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(_ => store.Audit.AppendAsync(Sample.Of(AuditTypes.Declined))));
        store.Store.Reader.All().Select(row => row.Seq).ShouldBe(Enumerable.Range(1, 2501).Select(seq => (long)seq));
    }

    [Fact]
    public async Task A_copy_is_read_without_the_right_to_write_and_verified_offline()
    {
        using var store = new TempStore();
        await store.Store.Revisions.StoreAsync("r1", [new("config/people.yaml", "teams: {}"u8.ToArray())]);
        var intent = await store.Audit.AppendAsync(Sample.Intent());
        await store.Audit.AppendAsync(Sample.Outcome(intent));
        var copy = Path.Combine(store.Folder, "copy.db");
        File.Copy(store.Database, copy);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(copy, UnixFileMode.UserRead);
        using var reader = AuditReader.Open(copy);
        var report = AuditVerifier.Verify(reader.All(), new() { Revisions = reader.Revisions() });
        (report.Verdict, report.Records).ShouldBe((Verdict.Intact, 4), report.Summary);
    }

    [Fact]
    public async Task A_reader_changes_nothing()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent());
        store.Store.Dispose();
        var before = await File.ReadAllBytesAsync(store.Database);
        using (var reader = AuditReader.Open(store.Database)) reader.All().Count().ShouldBe(2);
        (await File.ReadAllBytesAsync(store.Database)).ShouldBe(before);
    }

    [Fact]
    public async Task Documents_changed_in_the_archive_are_found()
    {
        using var store = new TempStore();
        await store.Store.Revisions.StoreAsync("r1", [new("config/people.yaml", "teams: {}"u8.ToArray())]);
        store.Tamper("UPDATE config_document SET content = CAST('teams: { evil: {} }' AS BLOB)");
        var report = AuditVerifier.Verify(store.Store.Reader.All(), new() { Revisions = store.Store.Reader.Revisions() });
        (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, 2));
    }

    [Fact]
    public async Task Votes_forged_in_the_tables_let_an_act_pass_and_are_found_in_the_log()
    {
        using var store = new TempStore();
        var approval = await store.AskAsync();
        store.Tamper($"INSERT INTO approval_vote SELECT id, 'lee@example.com', 'gmp_1', 1, 'forged', requested_at, 1 FROM approval WHERE id = '{approval.Id}'");
        var act = await store.UseAsync(approval);
        var report = AuditVerifier.Verify(store.Store.Reader.All(), new());
        (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, act));
        report.Summary.ShouldContain("when it was `pending`");
    }

    [Fact]
    public void What_is_no_store_is_named()
    {
        Should.Throw<StoreUnavailable>(() => AuditReader.Open("/nowhere/governed-mcp.db")).Message.ShouldContain("/nowhere/governed-mcp.db");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, new string('x', 5000));
        Should.Throw<StoreUnavailable>(() => AuditReader.Open(file)).Message.ShouldContain("damaged");
    }
}
