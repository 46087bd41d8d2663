using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// The one key that the browsers of this process trust besides the usual certificates. It lives in memory for as long as the
/// process and is never written; every host gets a certificate of its own by it.
/// </summary>
internal sealed class EgressKey : IDisposable
{
    private const int MostLeaves = 1_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, SslStreamCertificateContext> _leaves = new(StringComparer.Ordinal);

    public EgressKey() => Pin = Convert.ToBase64String(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()));

    /// <summary>SHA-256 of the public key, as the browser wants it.</summary>
    public string Pin { get; }

    public SslStreamCertificateContext LeafOf(string host)
    {
        if (_leaves.Count >= MostLeaves) _leaves.Clear();
        return _leaves.GetOrAdd(host, Make);
    }

    public void Dispose()
    {
        foreach (var leaf in _leaves.Values) leaf.TargetCertificate.Dispose();
        _key.Dispose();
    }

    // Self-signed: .NET leaves a root of its own out of what it shows, and the browser knows the key, not the chain.
    private SslStreamCertificateContext Make(string host)
    {
        var request = new CertificateRequest(new X500DistinguishedName("O=governed-mcp"), _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        return SslStreamCertificateContext.Create(request.CreateSelfSigned(now.AddDays(-1), now + Lifetime), null, offline: true);
    }
}
