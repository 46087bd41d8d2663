using System.Runtime.InteropServices;
using System.Text;

namespace GovernedMcp.Storage.Database;

/// <summary>
/// A second name for a file, given only where that name is free: the kernel looks and links in one step, which
/// `File.Move` without overwriting does in two on Unix, so that the later of two processes replaces what the first placed.
/// </summary>
internal static class HardLink
{
    private const int NameTaken = 17; // EEXIST, on Linux as on macOS

    /// <summary>Whether `name` is there now, by this call or another; false where the file system has no hard links.</summary>
    public static bool TryMake(string file, string name) =>
        !OperatingSystem.IsWindows() && (link(Text(file), Text(name)) == 0 || Marshal.GetLastPInvokeError() == NameTaken);

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(byte[] file, byte[] name);
}
