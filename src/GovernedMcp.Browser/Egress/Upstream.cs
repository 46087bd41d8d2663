using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Sends what was let out. Follows no redirect, keeps no cookie, changes no body. A request that may change something goes over
/// a connection of its own: one that was used before may be found dead, and then a client sends again what may have arrived.
/// </summary>
internal sealed class Upstream(EgressAddresses addresses) : IDisposable
{
    /// <summary>What a body may hold at most, in bytes.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    private readonly HttpMessageInvoker _reads = new(Handler(addresses, reuse: true));
    private readonly HttpMessageInvoker _writes = new(Handler(addresses, reuse: false));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
        (IsSafe(request.Method) ? _reads : _writes).SendAsync(request, cancel);

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    public static bool IsSafe(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;

    private static SocketsHttpHandler Handler(EgressAddresses addresses, bool reuse) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = reuse ? TimeSpan.FromMinutes(10) : TimeSpan.Zero,
        MaxResponseHeadersLength = 128,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ConnectCallback = async (connect, cancel) =>
            new NetworkStream(await addresses.DialAsync(connect.DnsEndPoint.Host.Trim('[', ']'), connect.DnsEndPoint.Port, cancel), ownsSocket: true),
    };
}
