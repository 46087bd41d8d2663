using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Storage.Credentials;

/// <summary>
/// A value in a file that only its owner can read, or that the platform mounted under /run/secrets. Nobody else may be able to
/// put another file in its place.
/// </summary>
internal static class SecretFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    // Where container platforms mount secrets, readable by whoever runs in the container.
    private static readonly string[] Mounts = ["/run/secrets/", "/var/run/secrets/"];

    public static async Task<Secret> ReadAsync(string path, TimeProvider clock, TimeSpan deadline, CancellationToken cancel)
    {
        try
        {
            // Opening a pipe waits for a writer: off this thread, and not for ever.
            return await Task.Run(() => Read(path), cancel).WaitAsync(deadline, clock, cancel);
        }
        catch (TimeoutException)
        {
            throw new ValueFault("its file did not answer in time");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ValueFault("its file is not there");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ValueFault("its file cannot be opened");
        }
    }

    private static async Task<Secret> Read(string path)
    {
        if (!OperatingSystem.IsWindows()) CheckFolders(path);
        // What is checked is the open file, so that nothing can be swapped in between.
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!file.CanSeek) throw new ValueFault("its file is no regular file");
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(file.SafeFileHandle);
            var mounted = Mounts.Any(mount => Path.GetFullPath(path).StartsWith(mount, StringComparison.Ordinal));
            if ((mode & (mounted ? OthersWrite : Others)) != 0)
                throw new ValueFault("its file can be used by others than its owner; run `chmod 600` on it");
        }

        return await CredentialValue.FromStreamAsync(file, CancellationToken.None);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void CheckFolders(string path)
    {
        CheckAbove(path);
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target) CheckAbove(target.FullName);
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void CheckAbove(string path)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var mode = File.GetUnixFileMode(folder);
            // In a sticky folder such as /tmp nobody can move the files of others.
            if ((mode & OthersWrite) != 0 && (mode & UnixFileMode.StickyBit) == 0)
                throw new ValueFault("a folder above its file can be written by others; run `chmod go-w` on it");
        }
    }
}
