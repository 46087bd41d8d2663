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

    /// <exception cref="StoreUnavailable">The folder cannot be written.</exception>
    public static ProcessNode Start(DataFolder folder)
    {
        var id = Ids.New("node");
        try
        {
            return new ProcessNode(id, folder.Nodes, new FileStream(LockOf(folder.Nodes, id), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailable($"the folder `{folder.Nodes}` cannot be written; make it writable for this user", fault);
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

    public void Dispose()
    {
        _lock.Dispose();
        File.Delete(LockOf(_folder, Id));
    }

    private static string LockOf(string folder, string id) => Path.Combine(folder, $"{id}.lock");
}
