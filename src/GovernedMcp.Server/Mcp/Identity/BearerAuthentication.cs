using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Identity.Tokens;
using GovernedMcp.Storage.Keys;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>Proves who sends a request from its Authorization header and from nothing else: a key, or an issuer's access token.</summary>
internal sealed class BearerAuthentication(KeyStore keys, TokenAuthentication tokens)
{
    private const string Scheme = "Bearer ";

    /// <param name="authorization">The value of the header; null when there is none.</param>
    public async Task<Authentication> ReadAsync(string? authorization, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(authorization))
            return new Authentication.Rejected(Rules.Identity.NoKey, "no key or token was given; send it in the Authorization header", TokenGiven: false);
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var given = authorization[Scheme.Length..].Trim();
            if (AccessToken.LooksLikeOne(given)) return await tokens.ReadAsync(given, cancel);
            if (await keys.FindWorkflowKeyAsync(given, cancel) is { } known)
                return new Authentication.Proven(new Caller { Workflow = known.Workflow, KeyId = known.KeyId, HeldBy = known.HeldBy }, $"key:{known.KeyId}", Scopes: null);
        }

        return new Authentication.Rejected(Rules.Identity.UnknownKey, "the key or token is unknown, expired or revoked; send a valid one in the Authorization header", TokenGiven: true);
    }
}
