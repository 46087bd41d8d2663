using System.Security.Cryptography;

namespace GovernedMcp.Storage.Database;

/// <summary>The folder that holds the store, readable by its owner only, and the places in it.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private DataFolder(string path) => Path = path;

    public string Path { get; }
    public string Database => System.IO.Path.Combine(Path, "governed-mcp.db");
    public string CommitKey => System.IO.Path.Combine(Path, "commit.key");

    /// <summary>Seals what clients carry between the rounds of one call.</summary>
    public string StateKey => System.IO.Path.Combine(Path, "state.key");

    /// <summary>Marks accounts and credentials, and seals kept sessions.</summary>
    public string SignInKey => System.IO.Path.Combine(Path, "sign-in.key");

    public string WaitingRoom => System.IO.Path.Combine(Path, "waiting.lock");
    /// <summary>Holds a folder for each workflow: the files that it may give to portals.</summary>
    public string Uploads => System.IO.Path.Combine(Path, "uploads");

    /// <summary>Holds a folder for each workflow: the files that it fetched from portals.</summary>
    public string Downloads => System.IO.Path.Combine(Path, "downloads");

    public string Nodes => System.IO.Path.Combine(Path, "nodes");

    /// <summary>Makes the folder where there is none.</summary>
    /// <exception cref="StoreUnavailable">It cannot be made or written.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        try
        {
            Make(folder.Path);
            Make(folder.Nodes);
            Make(folder.Uploads);
            Make(folder.Downloads);
            CreateOwned(folder.Database);
            CreateOwned(folder.WaitingRoom);
            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailable(
                $"the store in `{folder.Path}` cannot be written; make the folder writable for this user, or name another one", fault);
        }
    }

    /// <summary>A random key that is made on first use and stays.</summary>
    /// <exception cref="StoreUnavailable">Others may read it, or it is damaged.</exception>
    internal static byte[] ReadOrMakeKey(string path)
    {
        try
        {
            if (!File.Exists(path)) PlaceKey(path);
            var key = File.ReadAllBytes(path);
            if (key.Length == 32 && OnlyOwnerMayRead(path)) return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailable($"the key `{path}` cannot be read; make it readable for this user", fault);
        }

        throw new StoreUnavailable($"the key `{path}` must have 32 bytes and be readable by its owner only; restore it or run `chmod 600` on it");
    }

    // Written aside and linked into place, so that two processes starting together end up with one whole key.
    private static void PlaceKey(string path)
    {
        var aside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        using (var file = new FileStream(aside, Owned(FileMode.CreateNew)))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        try
        {
            if (!HardLink.TryMake(aside, path)) File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
        }
        finally
        {
            File.Delete(aside);
        }
    }

    internal static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerFolder);
    }

    // The journal takes the mode of the database, so both are the owner's alone.
    private static void CreateOwned(string path)
    {
        using (new FileStream(path, Owned(FileMode.OpenOrCreate)))
        {
        }

        if (!OperatingSystem.IsWindows() && !OnlyOwnerMayRead(path)) File.SetUnixFileMode(path, OwnerFile);
    }

    internal static FileStreamOptions Owned(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        return options;
    }

    private static bool OnlyOwnerMayRead(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~(OwnerFile | UnixFileMode.UserExecute)) == 0;
}
