using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GovernedMcp.Storage.Config.Files;

/// <summary>
/// A file or folder held by its descriptor. Children are opened through <c>/proc/self/fd</c>, so that a folder swapped for a
/// link between check and use cannot lead us elsewhere; where a descriptor really is, the kernel tells.
/// </summary>
internal sealed class LinuxFileEntry : FileEntry
{
    private const int OpenFlags = 0x80800; // O_RDONLY | O_CLOEXEC | O_NONBLOCK: a pipe must not make us wait
    private const int AtFdCwd = -100, NoFollow = 0x100, EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int FileTypeMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000, Link = 0xA000;
    private readonly SafeFileHandle _handle;
    private readonly Stat _stat;

    private LinuxFileEntry(SafeFileHandle handle, Stat stat) => (_handle, _stat) = (handle, stat);

    public override FileEntryKind Kind => KindOf(_stat.Mode);

    public override string RealPath => new FileInfo(Self).LinkTarget ?? "";

    public override bool WritableByStrangers => (_stat.Owner != 0 && _stat.Owner != geteuid()) || (_stat.Mode & 0b010) != 0;

    public override bool Executable => (_stat.Mode & 0b001_001_001) != 0;

    public override bool HardLinked => _stat.Links > 1;

    private string Self => $"/proc/self/fd/{_handle.DangerousGetHandle()}";

    public static LinuxFileEntry? OpenPath(string path)
    {
        // Looked at first: to open a device can already do something.
        if (Stat.Of(AtFdCwd, path, NoFollow) is not { } before) return null;
        if (KindOf(before.Mode) == FileEntryKind.Other && (before.Mode & FileTypeMask) != Link) return new LinuxFileEntry(new SafeFileHandle(-1, false), before);

        var descriptor = open(Bytes(path), OpenFlags);
        if (descriptor < 0) return null;
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Stat.Of(descriptor, "", EmptyPath) is { } stat) return new LinuxFileEntry(handle, stat);
        handle.Dispose();
        return null;
    }

    public override IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFileSystemEntries(Self).Select(path => Path.GetRelativePath(Self, path)).Order(StringComparer.Ordinal)];

    public override FileEntry? Open(string name) => OpenPath($"{Self}/{name}");

    public override byte[] Read(int max)
    {
        // As much as the file says it holds; what grows meanwhile is read to the limit all the same.
        var buffer = new byte[Math.Min(max, RandomAccess.GetLength(_handle)) + 1];
        var length = 0;
        for (int read; (read = RandomAccess.Read(_handle, buffer.AsSpan(length), length)) > 0;)
        {
            length += read;
            if (length == max + 1) break;
            if (length == buffer.Length) Array.Resize(ref buffer, max + 1);
        }

        return buffer[..length];
    }

    public override void Dispose() => _handle.Dispose();

    private static FileEntryKind KindOf(int mode) => (mode & FileTypeMask) switch
    {
        RegularFile => FileEntryKind.File,
        Folder => FileEntryKind.Folder,
        _ => FileEntryKind.Other,
    };

    private static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] result);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();

    /// <summary>What statx(2) tells; its layout is the same on every processor.</summary>
    private readonly record struct Stat(uint Links, uint Owner, int Mode)
    {
        public static Stat? Of(int folder, string path, int flags)
        {
            var result = new byte[256];
            if (statx(folder, Bytes(path), flags, BasicStats, result) != 0) return null;
            return new Stat(Field(result, 16), Field(result, 20), BinaryPrimitives.ReadUInt16LittleEndian(result.AsSpan(28)));
        }

        private static uint Field(byte[] result, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(result.AsSpan(offset));
    }
}
