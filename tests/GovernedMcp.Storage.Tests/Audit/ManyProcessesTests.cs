using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;

namespace GovernedMcp.Storage.Tests.Audit;

/// <summary>T54, F05–F07: processes that share a store make one line of records; one that is killed loses nothing it was told.</summary>
public sealed class ManyProcessesTests
{
    [Fact]
    public async Task Four_processes_and_this_one_write_one_chain_without_a_gap()
    {
        using var store = new TempStore();
        var children = Enumerable.Range(0, 4).Select(_ => new ChildProcess("calls", store.Folder, "200")).ToList();
        var own = Task.WhenAll(Enumerable.Range(0, 400).Select(_ => store.Audit.AppendAsync(Sample.Of(AuditTypes.Declined))));
        var told = (await Task.WhenAll(children.Select(child => child.EndAsync()))).SelectMany(lines => lines.Skip(1)).Select(long.Parse).Concat(await own).ToList();
        told.Count.ShouldBe(2000);
        told.Order().ShouldBe(Enumerable.Range(2, 2000).Select(seq => (long)seq));
        var report = AuditVerifier.Verify(store.Store.Reader.All(), new());
        (report.Verdict, report.Records).ShouldBe((Verdict.Intact, 2001), report.Summary);
        children.ForEach(child => child.Dispose());
    }

    [Fact]
    public async Task A_killed_process_loses_nothing_that_was_acknowledged_and_its_acts_are_ended()
    {
        using var store = new TempStore();
        for (var round = 0; round < 6; round++)
        {
            using var child = new ChildProcess("submits", store.Folder, "1000000");
            var told = new List<long>();
            while (told.Count < 20 + round)
                if (long.TryParse(await child.LineAsync(), out var seq)) told.Add(seq);
            child.Kill();
            told.AddRange((await child.EndAsync()).Where(line => long.TryParse(line, out _)).Select(long.Parse));
            await store.Store.CloseOrphansAsync();
            foreach (var seq in told) store.Store.Reader.Find(seq).ShouldNotBeNull();
        }

        var report = AuditVerifier.Verify(store.Store.Reader.All(), new());
        report.Verdict.ShouldBe(Verdict.Intact, report.Summary);
        Directory.GetFiles(Path.Combine(store.Folder, "nodes")).ShouldHaveSingleItem().ShouldContain(store.Store.Node);
    }

    [Fact]
    public async Task The_acts_of_a_living_process_are_not_ended_by_another()
    {
        using var store = new TempStore();
        using var child = new ChildProcess("intents", store.Folder, "1000000");
        for (var line = 0; line < 5; line++) await child.LineAsync();
        (await store.Store.CloseOrphansAsync()).ShouldBe(0);
        child.Kill();
        await child.EndAsync();
        (await store.Store.CloseOrphansAsync()).ShouldBeGreaterThan(3);
    }
}
