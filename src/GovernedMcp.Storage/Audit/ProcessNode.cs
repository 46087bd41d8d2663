using GovernedMcp.Governance;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Audit;

/// <summary>
/// This process as the log knows it. It holds a lock on a file of its name for as long as it lives, so that others can tell a
/// dead writer from a slow one: the system lets go of the lock however the process ends.
/// </summary>
internal sealed class ProcessNode : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _folder;

    private ProcessNode(string id, string folder, FileStream held) => (Id, _folder, _lock) = (id, folder, held);

    public string Id { get; }

    /// <exception cref="StoreUnavailable">The folder cannot be written, or its file system knows no locks.</exception>
    public static ProcessNode Start(DataFolder folder)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (TryStart(folder.Nodes) is { } node) return node;
            if (attempt == 5)
                throw new StoreUnavailable($"the folder `{folder.Nodes}` cannot be written or locked; make it writable for this user, on a local disk");
        }
    }

    private static ProcessNode? TryStart(string folder)
    {
        var id = Ids.New("node");
        var path = LockOf(folder, id);
        try
        {
            var held = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            // Between making and locking, somebody who clears up may have taken it for a dead one's and deleted it.
            if (File.Exists(path) && !CanTake(path)) return new ProcessNode(id, folder, held);
            held.Dispose();
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Told by the caller, when every attempt ends like this.
        }

        return null;
    }

    // A lock that does not keep a second one out proves nothing about who is alive.
    private static bool CanTake(string path)
    {
        try
        {
            using var taken = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether the process of that name is gone. Its lock file is cleared away when it is.</summary>
    public bool IsGone(string id)
    {
        if (id == Id) return false;
        // A name from the database becomes part of a path: only names that this product makes.
        if (!id.StartsWith("node_", StringComparison.Ordinal) || !id.AsSpan(5).ToArray().All(char.IsAsciiHexDigitLower)) return true;
        var path = LockOf(_folder, id);
        try
        {
            using var taken = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Clears away the locks of processes that are gone and left nothing else behind.</summary>
    public void ClearOthers()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "node_*.lock")) IsGone(Path.GetFileNameWithoutExtension(path));
    }

    public void Dispose()
    {
        _lock.Dispose();
        File.Delete(LockOf(_folder, Id));
    }

    private static string LockOf(string folder, string id) => Path.Combine(folder, $"{id}.lock");
}
