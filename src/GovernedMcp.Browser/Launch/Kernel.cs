using System.Runtime.InteropServices;
using System.Text;

namespace GovernedMcp.Browser.Launch;

/// <summary>The calls of Linux that .NET has no word for.</summary>
internal static class Kernel
{
    private const int NewNetwork = 0x40000000; // CLONE_NEWNET
    private const int ReadOnly = 0x80000; // O_RDONLY | O_CLOEXEC
    private const int InterNetwork = 2, CloseOnExec = 0x80000; // AF_INET, SOCK_CLOEXEC
    private const ulong SetInterfaceFlags = 0x8914; // SIOCSIFFLAGS
    private const byte UpAndRunning = 0x41; // IFF_UP | IFF_RUNNING

    public static bool IsRoot => OperatingSystem.IsLinux() && geteuid() == 0;

    public static bool LeaveNetwork() => unshare(NewNetwork) == 0;

    public static bool EnterNetwork(int handle) => setns(handle, NewNetwork) == 0;

    public static int Open(string path) => open(Text(path), ReadOnly);

    /// <param name="type">SOCK_STREAM or SOCK_DGRAM, which .NET numbers alike.</param>
    public static int MakeSocket(int type) => socket(InterNetwork, type | CloseOnExec, 0);

    public static void Close(int handle) => _ = close(handle);

    public static bool BringLoopbackUp()
    {
        var request = new byte[40]; // struct ifreq: the name, then at 16 its flags
        Text("lo").CopyTo(request, 0);
        request[16] = UpAndRunning;
        var handle = MakeSocket(2);
        var done = handle >= 0 && ioctl(handle, SetInterfaceFlags, request) == 0;
        if (handle >= 0) Close(handle);
        return done;
    }

    /// <exception cref="UnauthorizedAccessException">We may not.</exception>
    public static void GiveTo(string path, int user, int group)
    {
        if (lchown(Text(path), user, group) != 0) throw new UnauthorizedAccessException($"the owner of `{path}` cannot be changed");
    }

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unshare(int what);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setns(int handle, int what);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int socket(int domain, int type, int protocol);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ioctl(int handle, ulong request, byte[] argument);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown(byte[] path, int user, int group);
}
