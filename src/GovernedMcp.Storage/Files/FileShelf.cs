using System.Security.Cryptography;
using System.Text.Json;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Files;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Files;

/// <summary>
/// Files of portals under <c>downloads/&lt;workflow&gt;/&lt;id&gt;/</c> of the data folder: the file and <c>facts.json</c>, readable by the
/// owner of the store alone, never executable. What is too old, or too much, goes when the next one comes.
/// </summary>
public sealed class FileShelf(DataFolder folder, TimeProvider clock) : IFileShelf
{
    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How many files of a workflow are kept; the oldest go first.</summary>
    public const int MostFiles = 200;

    /// <summary>How many bytes of a workflow are kept; the oldest go first.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    private const string Facts = "facts.json";

    public async Task<KeptFile> KeepAsync(FileOrigin origin, string name, string mimeType, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(content);
        if (name != Path.GetFileName(name) || name is "" or "." or ".." or Facts) throw new ArgumentException("a file is kept under a plain name", nameof(name));
        var id = Ids.New("file");
        var place = Place(origin.Workflow, id);
        DataFolder.Make(Path.GetDirectoryName(place)!);
        DataFolder.Make(place);
        try
        {
            var (size, digest) = await WriteAsync(Path.Combine(place, name), content, cancel);
            var file = new KeptFile { Id = id, Origin = origin, Name = name, MimeType = mimeType, Size = size, Sha256 = digest, Until = clock.GetUtcNow() + Kept };
            using (var facts = new FileStream(Path.Combine(place, Facts), DataFolder.Owned(FileMode.CreateNew))) await JsonSerializer.SerializeAsync(facts, file, ShelfJson.Default.KeptFile, cancel);
            Sweep(origin.Workflow);
            return file;
        }
        catch
        {
            Remove(place);
            throw;
        }
    }

    public KeptFile? Find(string workflow, string address) => All(workflow).FirstOrDefault(file => file.Address == address && file.Until > clock.GetUtcNow());

    public async Task<ReadOnlyMemory<byte>> ReadAsync(KeptFile file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        return await File.ReadAllBytesAsync(Path.Combine(Place(file.Origin.Workflow, file.Id), file.Name), cancel);
    }

    private static async Task<(long Size, string Digest)> WriteAsync(string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, DataFolder.Owned(FileMode.CreateNew));
        await foreach (var part in content.WithCancellation(cancel))
        {
            hash.AppendData(part.Span);
            await file.WriteAsync(part, cancel);
        }

        return (file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private void Sweep(string workflow)
    {
        var (count, bytes) = (0, 0L);
        foreach (var file in All(workflow).OrderByDescending(file => file.Until))
        {
            (count, bytes) = (count + 1, bytes + file.Size);
            // The newest stays in any case: it was just promised to somebody.
            if (count > 1 && (file.Until <= clock.GetUtcNow() || count > MostFiles || bytes > MostBytes)) Remove(Place(workflow, file.Id));
        }

        // What somebody began to write who then died.
        foreach (var place in Directory.EnumerateDirectories(Path.Combine(folder.Downloads, workflow)).Where(place => Read(place) is null && Directory.GetLastWriteTimeUtc(place) < clock.GetUtcNow() - Kept)) Remove(place);
    }

    // Another download of the workflow may be taking it away just now.
    private static void Remove(string place)
    {
        try
        {
            Directory.Delete(place, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What is left of it goes when the next one comes.
        }
    }

    private IEnumerable<KeptFile> All(string workflow)
    {
        var place = Path.Combine(folder.Downloads, workflow);
        return Directory.Exists(place) ? Directory.EnumerateDirectories(place).Select(Read).OfType<KeptFile>() : [];
    }

    // One that is being written, or goes just now, is not there.
    private static KeptFile? Read(string place)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(place, Facts)), ShelfJson.Default.KeptFile);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    private string Place(string workflow, string id) => Path.Combine(folder.Downloads, workflow, id);
}
