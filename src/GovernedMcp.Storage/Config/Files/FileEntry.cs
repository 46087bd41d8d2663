namespace GovernedMcp.Storage.Config.Files;

/// <summary>
/// A file or folder that was opened once; everything said about it is about what was opened, whatever happens to the path
/// meanwhile.
/// </summary>
internal abstract class FileEntry : IDisposable
{
    public abstract FileEntryKind Kind { get; }

    /// <summary>Where it really is, links resolved.</summary>
    public abstract string RealPath { get; }

    /// <summary>Owned neither by root nor by the user of this process, or writable by everybody.</summary>
    public abstract bool WritableByStrangers { get; }

    public abstract bool Executable { get; }

    /// <summary>It has a second name somewhere else.</summary>
    public abstract bool HardLinked { get; }

    public static FileEntry? OpenRoot(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full)) return null;
        return OperatingSystem.IsLinux() ? LinuxFileEntry.OpenPath(full) : new PortableFileEntry(full);
    }

    /// <summary>The names in a folder, in ordinal order.</summary>
    public abstract IReadOnlyList<string> Names();

    /// <summary>Opens something in a folder, following links. Null: it is gone, not readable, or a link that leads nowhere.</summary>
    public abstract FileEntry? Open(string name);

    /// <summary>The content, at most <paramref name="max"/> bytes and one more.</summary>
    public abstract byte[] Read(int max);

    public bool IsInside(FileEntry root) =>
        RealPath == root.RealPath || RealPath.StartsWith(Path.TrimEndingDirectorySeparator(root.RealPath) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    public abstract void Dispose();
}

internal enum FileEntryKind
{
    File,
    Folder,

    /// <summary>A pipe, socket or device.</summary>
    Other,
}
