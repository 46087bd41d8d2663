namespace GovernedMcp.Server.Mcp.Identity.Issuers;

/// <summary>Where an issuer's metadata may lie, and which addresses of it are followed.</summary>
internal static class IssuerAddresses
{
    /// <summary>In the order in which they are tried: RFC 8414, which puts the path last, then OpenID Connect Discovery, which puts it first.</summary>
    public static IReadOnlyList<Uri> Metadata(string issuer)
    {
        var address = new Uri(issuer);
        var path = address.AbsolutePath.TrimEnd('/');
        return
        [
            new Uri(address, $"/.well-known/oauth-authorization-server{path}"),
            new Uri(address, $"{path}/.well-known/openid-configuration"),
        ];
    }

    /// <summary>Keys come over https, or from this machine itself when the issuer is on it.</summary>
    public static Uri? Keys(string issuer, string? written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var keys) && keys.UserInfo.Length == 0
        && (keys.Scheme == Uri.UriSchemeHttps || (keys.Scheme == Uri.UriSchemeHttp && keys.IsLoopback && new Uri(issuer) is { IsLoopback: true, Scheme: "http" }))
            ? keys
            : null;
}
