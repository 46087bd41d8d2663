using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace GovernedMcp.Browser.Egress;

/// <summary>What the proxy of a process is told.</summary>
internal sealed record EgressOptions
{
    /// <summary>The private networks that names may lead to, asked for each connection.</summary>
    public Func<IReadOnlyList<IPNetwork>> PrivateNetworks { get; init; } = () => [];

    /// <summary>Null: the machine's roots. Otherwise these and no others: tests only.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    public EgressCaps Caps { get; init; } = new();

    /// <summary>Makes the sockets that the browser may reach: in the network that it is in.</summary>
    public Func<SocketType, Socket> NewSocket { get; init; } = type => new Socket(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
}

/// <summary>What one context may use of the network, at most: against pages that never end, not against busy ones.</summary>
internal sealed record EgressCaps
{
    public int Requests { get; init; } = 200_000;

    /// <summary>Sent and received together, in bytes.</summary>
    public long Bytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>At the same time.</summary>
    public int Connections { get; init; } = 256;
}

/// <summary>Counts what a context uses.</summary>
internal sealed class EgressMeter(EgressCaps caps)
{
    private int _requests;
    private long _bytes;

    public int Requests => Volatile.Read(ref _requests);
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <returns>Why no more; null while there is room.</returns>
    public string? Begin() =>
        Interlocked.Increment(ref _requests) > caps.Requests ? "more requests than one session may send" : Bytes > caps.Bytes ? TooMuch : null;

    /// <exception cref="IOException">More than one session may move.</exception>
    public void Count(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > caps.Bytes) throw new IOException(TooMuch);
    }

    private const string TooMuch = "more bytes than one session may move";
}
