namespace GovernedMcp.Browser.Launch;

/// <summary>
/// The folder in which one start of the browser keeps everything it writes. Its lock is held while we live, so that the next
/// start knows the folders of the dead, ends what still runs in them and removes them.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string LockName = "alive";
    private readonly FileStream _lock;
    private readonly Handover? _handover;

    private RunFolder(string path, FileStream held, Handover? handover) => (Path, _lock, _handover) = (path, held, handover);

    public string Path { get; }

    /// <summary>Where driver and browser put their temporary files.</summary>
    public string Temporary => _handover?.Temporary ?? System.IO.Path.Combine(Path, "tmp");

    /// <param name="user">Whom the browser runs as; null: as we do.</param>
    public static RunFolder Create(string dataFolder, int? user = null)
    {
        var root = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataFolder), "browser");
        Private(root);
        Sweep(root);
        var path = System.IO.Path.Combine(root, Governance.Ids.New("run"));
        Private(path);
        var held = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        if (user is null) Private(System.IO.Path.Combine(path, "tmp"));
        return new RunFolder(path, held, user is { } other ? Handover.Create(path, other) : null);
    }

    /// <summary>The path under which the browser may read a file of ours.</summary>
    public string Lend(string path) => _handover?.Lend(path) ?? path;

    /// <summary>Ends what was lent.</summary>
    public void TakeBack(string path)
    {
        if (_handover is not null) Remove(System.IO.Path.GetDirectoryName(path)!);
    }

    public void Dispose()
    {
        _lock.Dispose();
        _handover?.Dispose();
        Remove(Path);
    }

    public static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Something still writes there: the next start removes it.
        }
    }

    private static void Sweep(string root)
    {
        foreach (var path in Directory.EnumerateDirectories(root, "run_*").Where(IsDead))
        {
            Leftovers.End(path);
            Remove(Handover.PathOf(path));
            Remove(path);
        }
    }

    private static bool IsDead(string path)
    {
        var name = System.IO.Path.Combine(path, LockName);
        try
        {
            // A folder that is just being made has no lock file yet.
            if (!File.Exists(name)) return Directory.GetCreationTimeUtc(path) < TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
            using var taken = new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Private(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
