using System.Runtime.Versioning;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Tests.Database;

public sealed class LocalStoreTests
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_first_run_makes_everything_for_the_owner_only()
    {
        using var store = new TempStore(Path.Combine(Directory.CreateTempSubdirectory().FullName, "deep", "data"));
        File.GetUnixFileMode(store.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in (string[])["governed-mcp.db", "commit.key"])
            File.GetUnixFileMode(Path.Combine(store.Folder, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (File.Exists(store.Database + "-journal")) File.GetUnixFileMode(store.Database + "-journal").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void The_log_goes_on_after_a_restart()
    {
        using var store = new TempStore();
        var first = store.Records()[0].LogId;
        store.Store.Dispose();
        using var again = store.Another();
        again.Reader.Tail(1)[0].LogId.ShouldBe(first);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        Should.Throw<StoreUnavailable>(() => LocalStore.Open(Path.Combine(file, "data"), TimeProvider.System)).Message.ShouldContain(file);
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused()
    {
        using var store = new TempStore();
        store.Store.Dispose();
        store.Tamper("INSERT INTO schema_version VALUES (999, '')");
        Should.Throw<StoreUnavailable>(() => store.Another()).Message.ShouldContain("schema 999");
    }

    [Fact]
    public void A_damaged_file_is_refused_by_name()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "governed-mcp.db"), new string('x', 5000));
        Should.Throw<StoreUnavailable>(() => LocalStore.Open(folder, TimeProvider.System)).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_changed_end_of_the_log_stops_the_start()
    {
        using var store = new TempStore();
        await store.Audit.AppendAsync(Sample.Intent());
        store.Store.Dispose();
        store.Tamper("UPDATE audit_record SET body = CAST(replace(body, 'allowed', 'refused') AS BLOB) WHERE seq = 2");
        Should.Throw<StoreUnavailable>(() => store.Another()).Message.ShouldContain("audit verify");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_that_others_may_read_is_refused()
    {
        using var store = new TempStore();
        store.Store.Dispose();
        File.SetUnixFileMode(Path.Combine(store.Folder, "commit.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Should.Throw<StoreUnavailable>(() => store.Another()).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_database_in_write_ahead_mode_is_brought_back_to_a_rollback_journal()
    {
        using var store = new TempStore();
        store.Store.Dispose();
        store.Tamper("PRAGMA journal_mode = WAL");
        using var again = store.Another();
        await again.Audit.AppendAsync(Sample.Intent());
        File.Exists(store.Database + "-wal").ShouldBeFalse();
    }
}
