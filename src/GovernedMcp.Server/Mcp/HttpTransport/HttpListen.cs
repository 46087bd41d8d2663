using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Where the server listens, under which names, and who may speak to it from a browser.</summary>
internal sealed record HttpListen
{
    public required Uri Address { get; init; }
    public IReadOnlyList<string> Hosts { get; init; } = [];
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>TLS ends at a proxy in front of this server.</summary>
    public bool BehindProxy { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public bool IsLoopback => Address.Host == "localhost" || (IPAddress.TryParse(Address.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public AllowedSites Sites => new(IsLoopback ? [.. AllowedSites.Loopback, .. Hosts] : Hosts, Origins);

    /// <summary>What is wrong with it; null when it can be served.</summary>
    /// <param name="anyoneCanProve">Whether there is a key or an identity provider at all.</param>
    public string? Objection(bool anyoneCanProve)
    {
        if (Address.AbsolutePath != "/" || Address.Query.Length > 0 || Address.UserInfo.Length > 0) return $"`--http {Escaped.Short(Address.OriginalString)}` must be an address without a path, such as http://127.0.0.1:7300";
        if (Address.Scheme == Uri.UriSchemeHttps && Certificate is null) return "https needs `--certificate` and `--certificate-key`";
        if (IsLoopback) return null;
        if (!anyoneCanProve) return "nobody could prove who they are: issue a key, or name an issuer under `identity` in rails.yaml, before listening beyond this machine";
        if (Certificate is null && !BehindProxy) return "keys and tokens would travel in the clear: use https, or `--behind-proxy` when TLS ends at a proxy in front";
        return Hosts.Count == 0 ? "beyond this machine the server must know its names: give each with `--allow-host`" : null;
    }
}
