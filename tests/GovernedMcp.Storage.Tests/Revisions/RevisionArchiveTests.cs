using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Config;

namespace GovernedMcp.Storage.Tests.Revisions;

public sealed class RevisionArchiveTests
{
    private static readonly ConfigDocument[] First = [new("config/rails.yaml", "gates: []"u8.ToArray()), new("config/people.yaml", "teams: {}"u8.ToArray())];

    [Fact]
    public async Task Documents_come_back_byte_for_byte_by_path()
    {
        using var store = new TempStore();
        await store.Store.Revisions.StoreAsync("r1", First);
        var read = await store.Store.Revisions.ReadAsync("r1", default);
        read.Select(document => (document.Path, document.Sha256)).ShouldBe([(First[1].Path, First[1].Sha256), (First[0].Path, First[0].Sha256)]);
        (await store.Store.Revisions.ReadAsync("r2", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Coming_into_force_is_on_record_once_also_after_a_way_back()
    {
        using var store = new TempStore();
        using var other = store.Another();
        foreach (var revision in (string[])["r1", "r1", "r2", "r2", "r1"]) await store.Store.Revisions.StoreAsync(revision, First);
        await other.Revisions.StoreAsync("r1", First);
        store.Records().Where(record => record.Type == AuditTypes.PolicyLoaded).Select(record => record.PolicyDigest).ShouldBe(["r1", "r2", "r1"]);
    }
}
