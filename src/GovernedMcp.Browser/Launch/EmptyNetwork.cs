using System.Globalization;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// A network namespace of Linux with nothing in it but its own loopback. What runs in there reaches the sockets that we made in
/// there, and nothing else: a socket belongs to the network in which it was made, whoever accepts on it.
/// </summary>
internal sealed class EmptyNetwork : IDisposable
{
    private readonly SafeFileHandle _handle;

    private EmptyNetwork(SafeFileHandle handle) => _handle = handle;

    /// <summary>As nsenter(1) names it, as long as we live.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{Handle}");

    private int Handle => (int)_handle.DangerousGetHandle();

    /// <returns>Null where the machine does not let us: it takes Linux and a root that has CAP_SYS_ADMIN.</returns>
    public static EmptyNetwork? Make()
    {
        // Whoever is not root could only have the capability in a way that the browser would inherit.
        if (!Kernel.IsRoot) return null;
        var handle = -1;
        Aside(() => handle = Kernel.LeaveNetwork() && Kernel.BringLoopbackUp() ? Kernel.Open("/proc/thread-self/ns/net") : -1);
        return handle < 0 ? null : new EmptyNetwork(new SafeFileHandle(handle, ownsHandle: true));
    }

    /// <summary>A new socket of that network, for IPv4.</summary>
    /// <exception cref="IOException">None can be made.</exception>
    public Socket NewSocket(SocketType type)
    {
        var handle = -1;
        Aside(() => handle = Kernel.EnterNetwork(Handle) ? Kernel.MakeSocket((int)type) : -1);
        return handle < 0 ? throw new IOException("no socket can be made in the browser's network") : new Socket(new SafeSocketHandle(handle, ownsHandle: true));
    }

    public void Dispose() => _handle.Dispose();

    // INVARIANT: a thread that changed its network does that one thing and ends. A thread that it started would be in there too,
    // so it runs calls of the kernel alone.
    private static void Aside(Action calls)
    {
        var thread = new Thread(() => calls(), 128 * 1024) { IsBackground = true };
        thread.Start();
        thread.Join();
    }
}
