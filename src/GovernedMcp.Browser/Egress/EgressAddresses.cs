using System.Net;
using System.Net.Sockets;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Finds and dials the address of a host. A name is resolved here, once, and what was checked is what is dialled, so a name
/// that changes its mind leads nowhere else. Only public addresses, unless the Skill's own origin says loopback or the address.
/// </summary>
internal sealed class EgressAddresses(Func<IReadOnlyList<IPNetwork>> privateNetworks, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // Where clouds tell a machine its secrets; in no network that anybody can allow.
    private static readonly IPNetwork[] Never = [.. new[] { "169.254.0.0/16", "100.100.100.200/32", "fe80::/10", "fd00:ec2::254/128" }.Select(IPNetwork.Parse)];

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <exception cref="EgressUnreachable">No address, none that may be dialled, or none that answers.</exception>
    public async Task<Socket> DialAsync(string host, int port, CancellationToken cancel)
    {
        var addresses = await FindAsync(host, cancel);
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancel);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new EgressUnreachable("nothing answers there");
    }

    private async Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancel)
    {
        if (host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)) return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (IPAddress.TryParse(host, out var literal)) return IsNever(Bare(literal)) ? throw NotAllowed() : [literal];
        try
        {
            var found = await _resolve(host, cancel);
            return found.Length > 0 && found.All(MayDial) ? found : throw NotAllowed();
        }
        catch (SocketException)
        {
            throw new EgressUnreachable("its name is unknown");
        }
    }

    private bool MayDial(IPAddress address)
    {
        var bare = Bare(address);
        return !NotPublic.Any(network => network.Contains(bare)) || (!IsNever(bare) && privateNetworks().Any(network => network.Contains(bare)));
    }

    private static bool IsNever(IPAddress bare) => Never.Any(network => network.Contains(bare));

    private static IPAddress Bare(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static EgressUnreachable NotAllowed() => new("its name leads to an address that is not public");
}

/// <summary>A host that may be reached cannot be. The message is ours.</summary>
internal sealed class EgressUnreachable(string message) : IOException(message);
