using System.Buffers;

namespace GovernedMcp.Server.Mcp.Identity.Tokens;

/// <summary>A signed JSON web token, taken apart. Nothing in it is proven yet.</summary>
internal sealed class AccessToken
{
    public const int MostCharacters = 16 * 1024;

    private static readonly SearchValues<char> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // What Keycloak writes into the payload of tokens that are no access tokens.
    private static readonly string[] OtherKinds = ["ID", "Refresh", "Offline", "Serialized-ID", "Logout"];

    private AccessToken(string text, TokenClaims header, TokenClaims claims) => (Text, Header, Claims) = (text, header, claims);

    public string Text { get; }

    public TokenClaims Header { get; }

    public TokenClaims Claims { get; }

    public string Algorithm => Header.Text("alg") ?? "";

    public string KeyId => Header.Text("kid") ?? "";

    public static bool LooksLikeOne(string text) => text.Contains('.', StringComparison.Ordinal);

    /// <exception cref="TokenRefused">It is no access token, whoever signed it.</exception>
    public static AccessToken Read(string text)
    {
        if (text.Length > MostCharacters) throw new TokenRefused(Rules.Identity.BadToken, "the token is longer than 16 KB; have the issuer put less into it");
        if (text.Split('.') is not [var header, var payload, var signature] || new[] { header, payload, signature }.Any(part => !IsBase64Url(part))
            || TokenClaims.Read(header) is not { } head || TokenClaims.Read(payload) is not { } claims)
        {
            throw new TokenRefused(Rules.Identity.BadToken, "the token is not a signed JSON web token; send the access token as the issuer gave it");
        }

        CheckKind(head, claims);
        return new AccessToken(text, head, claims);
    }

    private static void CheckKind(TokenClaims header, TokenClaims claims)
    {
        if (header.Text("kid") is null or "") throw new TokenRefused(Rules.Identity.BadToken, "the token does not say which key signed it; have the issuer put `kid` in");

        // An extension that the issuer calls critical and that nobody here understands.
        if (header.Has("crit")) throw new TokenRefused(Rules.Identity.BadToken, "the token has critical extensions that are not known here; have the issuer leave `crit` out");
        var type = header.Text("typ")?.ToLowerInvariant();
        var access = type is "at+jwt" or "application/at+jwt" or "jwt" || !header.Has("typ");
        if (!access || OtherKinds.Contains(claims.Text("typ")) || claims.Has("at_hash") || claims.Has("c_hash"))
            throw new TokenRefused(Rules.Identity.BadToken, "the token is not an access token; send the access token, not the id or refresh token");
        // Taken as a plain one, it would lose the protection that its issuer gave it.
        if (claims.Has("cnf")) throw new TokenRefused(Rules.Identity.BadToken, "the token is bound to a key of the client, which is not checked here; ask the issuer for a bearer token");
    }

    private static bool IsBase64Url(string part) => part.Length > 0 && !part.AsSpan().ContainsAnyExcept(Base64Url);
}
