namespace GovernedMcp.Storage.Config.Files;

/// <summary>A file or folder by its path, where descriptors cannot be walked: every link is refused as leading nowhere.</summary>
internal sealed class PortableFileEntry(string path) : FileEntry
{
    public override FileEntryKind Kind => Directory.Exists(path) ? FileEntryKind.Folder : FileEntryKind.File;

    public override string RealPath => path;

    public override bool WritableByStrangers => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0;

    public override bool Executable =>
        Kind == FileEntryKind.File && !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    public override bool HardLinked => false;

    public override IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public override FileEntry? Open(string name)
    {
        var child = Path.Combine(path, name);
        if (!Path.Exists(child) || File.GetAttributes(child).HasFlag(FileAttributes.ReparsePoint)) return null;
        return new PortableFileEntry(child);
    }

    public override byte[] Read(int max)
    {
        using var file = File.OpenRead(path);
        var buffer = new byte[max + 1];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    public override void Dispose()
    {
    }
}
