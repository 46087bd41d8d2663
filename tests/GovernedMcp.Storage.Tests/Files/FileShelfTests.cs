using GovernedMcp.Governance.Files;
using GovernedMcp.Storage.Files;

namespace GovernedMcp.Storage.Tests.Files;

public sealed class FileShelfTests : IDisposable
{
    private static readonly FileOrigin Desk = new("desk", "acme", "invoice-pdf");
    private readonly TempStore _store = new();

    private FileShelf Shelf => _store.Store.Files;

    [Fact]
    public async Task A_file_is_kept_with_its_digest_for_its_workflow_alone()
    {
        var file = await Shelf.KeepAsync(Desk, "a b.pdf", "application/pdf", Parts("ab", "c"), default);
        (file.Size, file.Sha256).ShouldBe((3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        file.Address.ShouldBe($"download://{file.Id}/a%20b.pdf");
        var found = Shelf.Find("desk", file.Address).ShouldNotBeNull();
        (found with { Origin = found.Origin with { Columns = file.Origin.Columns } }).ShouldBe(file);
        (await Shelf.ReadAsync(file, default)).ToArray().ShouldBe("abc"u8.ToArray());
        Shelf.Find("other", file.Address).ShouldBeNull();
        Shelf.Find("desk", file.Address.Replace(file.Id, "../desk/" + file.Id, StringComparison.Ordinal)).ShouldBeNull();
        Shelf.Find("desk", $"download://{file.Id}/facts.json").ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_owner_of_the_store_may_read_it_and_nobody_may_run_it()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = await Shelf.KeepAsync(Desk, "a.pdf", "application/pdf", Parts("abc"), default);
        var place = Path.Combine(_store.Folder, "downloads", "desk", file.Id);
        foreach (var kept in Directory.EnumerateFiles(place)) File.GetUnixFileMode(kept).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var folder in new[] { place, Path.GetDirectoryName(place)!, Path.Combine(_store.Folder, "downloads") })
            File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Of_content_that_breaks_off_nothing_is_kept()
    {
        await Should.ThrowAsync<InvalidDataException>(() => Shelf.KeepAsync(Desk, "a.pdf", "application/pdf", Broken(), default));
        Directory.EnumerateFileSystemEntries(Path.Combine(_store.Folder, "downloads", "desk")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_that_keep_files_at_once_take_away_the_same_old_ones()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, FileShelf.MostFiles + 30).Select(number => Task.Run(() => Shelf.KeepAsync(Desk, $"{number}.pdf", "application/pdf", Parts("abc"), default))));
        await Shelf.KeepAsync(Desk, "last.pdf", "application/pdf", Parts("abc"), default);
        Directory.EnumerateDirectories(Path.Combine(_store.Folder, "downloads", "desk")).Count().ShouldBe(FileShelf.MostFiles);
        files.Length.ShouldBe(FileShelf.MostFiles + 30);
    }

    [Fact]
    public async Task What_was_begun_by_somebody_who_died_goes_in_time()
    {
        var begun = Directory.CreateDirectory(Path.Combine(_store.Folder, "downloads", "desk", "file_begun")).FullName;
        await Shelf.KeepAsync(Desk, "a.pdf", "application/pdf", Parts("abc"), default);
        Directory.Exists(begun).ShouldBeTrue("it may be under way");
        Directory.SetLastWriteTimeUtc(begun, DateTime.UnixEpoch);
        await Shelf.KeepAsync(Desk, "b.pdf", "application/pdf", Parts("abc"), default);
        Directory.Exists(begun).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../a.pdf")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("facts.json")]
    public async Task A_name_that_is_none_is_not_taken(string name) =>
        await Should.ThrowAsync<ArgumentException>(() => Shelf.KeepAsync(Desk, name, "application/pdf", Parts("abc"), default));

    [Fact]
    public async Task After_its_time_it_is_gone()
    {
        var old = await Shelf.KeepAsync(Desk, "a.pdf", "application/pdf", Parts("abc"), default);
        _store.Clock.Pass(FileShelf.Kept);
        Shelf.Find("desk", old.Address).ShouldBeNull();
        await Shelf.KeepAsync(Desk, "b.pdf", "application/pdf", Parts("abc"), default);
        Directory.Exists(Path.Combine(_store.Folder, "downloads", "desk", old.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_too_many_the_oldest_go()
    {
        var first = await Shelf.KeepAsync(Desk, "a.pdf", "application/pdf", Parts("abc"), default);
        for (var more = 0; more < FileShelf.MostFiles; more++)
        {
            _store.Clock.Pass(TimeSpan.FromSeconds(1));
            await Shelf.KeepAsync(Desk, "a.pdf", "application/pdf", Parts("abc"), default);
        }

        Shelf.Find("desk", first.Address).ShouldBeNull();
        Directory.GetDirectories(Path.Combine(_store.Folder, "downloads", "desk")).Length.ShouldBe(FileShelf.MostFiles);
    }

    public void Dispose() => _store.Dispose();

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Parts(params string[] parts)
    {
        await Task.Yield();
        foreach (var part in parts) yield return System.Text.Encoding.UTF8.GetBytes(part);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Broken()
    {
        await Task.Yield();
        yield return "abc"u8.ToArray();
        throw new InvalidDataException("it broke off");
    }
}
