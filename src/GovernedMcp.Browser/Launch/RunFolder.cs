namespace GovernedMcp.Browser.Launch;

/// <summary>
/// The folder in which one start of the browser keeps everything it writes. Its lock is held while we live, so that the next
/// start knows the folders of the dead, ends what still runs in them and removes them.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string LockName = "alive";
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Where driver and browser put their temporary files.</summary>
    public string Temporary => System.IO.Path.Combine(Path, "tmp");

    public static RunFolder Create(string dataFolder)
    {
        var root = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataFolder), "browser");
        Private(root);
        Sweep(root);
        var path = System.IO.Path.Combine(root, Governance.Ids.New("run"));
        Private(path);
        var held = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Private(System.IO.Path.Combine(path, "tmp"));
        return new RunFolder(path, held);
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(Path);
    }

    private static void Sweep(string root)
    {
        foreach (var path in Directory.EnumerateDirectories(root, "run_*").Where(IsDead))
        {
            Leftovers.End(path);
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

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Something still writes there: the next start removes it.
        }
    }
}
