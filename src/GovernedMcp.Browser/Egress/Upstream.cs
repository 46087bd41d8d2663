using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Sends what was let out. Follows no redirect, keeps no cookie, changes no body. A request that may change something goes over
/// a connection of its own: one that was used before may be found dead, and then a client sends again what may have arrived.
/// </summary>
internal sealed class Upstream : IDisposable
{
    public Upstream(EgressAddresses addresses, X509Certificate2Collection? roots, ICredentials signIn) =>
        (_reads, _writes) = (new(Handler(addresses, roots, signIn, reuse: true)), new(Handler(addresses, roots, signIn, reuse: false)));

    /// <summary>Nothing leaves this process: what was let out is answered in it.</summary>
    public Upstream(HttpMessageHandler answers) => _reads = _writes = new(answers);

    /// <summary>What a body may hold at most, in bytes.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    private readonly HttpMessageInvoker _reads;
    private readonly HttpMessageInvoker _writes;

    /// <summary>Connections that are used once, for requests that may change something and for web sockets.</summary>
    public HttpMessageInvoker Once => _writes;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool safe, CancellationToken cancel)
    {
        // A request that may change something speaks HTTP/1.1: in HTTP/2 a server may have a client send again.
        (request.Version, request.VersionPolicy) = safe && request.RequestUri!.Scheme == "https"
            ? (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower)
            : (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        return (safe ? _reads : _writes).SendAsync(request, cancel);
    }

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private static SocketsHttpHandler Handler(EgressAddresses addresses, X509Certificate2Collection? roots, ICredentials signIn, bool reuse) => new()
    {
        Credentials = signIn,
        PreAuthenticate = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = reuse ? TimeSpan.FromMinutes(10) : TimeSpan.Zero,
        MaxResponseHeadersLength = 128,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        SslOptions = roots is null ? new() : new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(roots) },
        ConnectCallback = async (connect, cancel) =>
            new NetworkStream(await addresses.DialAsync(connect.DnsEndPoint.Host.Trim('[', ']'), connect.DnsEndPoint.Port, cancel), ownsSocket: true),
    };

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
