using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Identity.Issuers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Mcp.Identity.Tokens;

/// <summary>
/// Proves a caller from an access token, against the issuers of the policy in force. The token itself is checked and dropped:
/// nothing keeps it and nothing passes it on.
/// </summary>
internal sealed class TokenAuthentication(PolicySource policies, IssuerDirectory issuers, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = AccessToken.MostCharacters };

    public async Task<Authentication> ReadAsync(string text, CancellationToken cancel)
    {
        try
        {
            return await ProveAsync(text, cancel);
        }
        catch (TokenRefused refused)
        {
            return new Authentication.Rejected(refused.Rule, refused.Message, TokenGiven: true);
        }
    }

    private async Task<Authentication> ProveAsync(string text, CancellationToken cancel)
    {
        var policy = policies.Current;

        // 1. What it says it is: cheap, and before anything is fetched because of it.
        var token = AccessToken.Read(text);
        var issuer = token.Claims.Text("iss") is { } name && policy.Rails.Identity?.Find(name) is { } known
            ? known
            : throw new TokenRefused(Rules.Identity.NoIssuer, "tokens of this issuer are not taken here; use an issuer that the resource metadata names, or a key of your workflow");
        if (!issuer.Algorithms.Contains(token.Algorithm))
            throw new TokenRefused(Rules.Identity.BadToken, "the token is signed with an algorithm that is not taken from its issuer; have the issuer use one that rails.yaml lists");

        // 2. The issuer's keys. Whatever key the token itself carries or points to is never looked at.
        var keys = await issuers.FindKeysAsync(issuer.Issuer, token.KeyId, cancel) switch
        {
            KeyLookup.Found found => found.Keys,
            KeyLookup.Unavailable down => throw new TokenRefused(Rules.Identity.IssuerUnavailable, $"the keys of the token's issuer cannot be had: {down.Why}; try again later"),
            _ => throw new TokenRefused(Rules.Identity.BadToken, "the token is signed with a key that its issuer does not publish; get a fresh one from the issuer"),
        };

        // 3. Signature, issuer, audience, times.
        var result = await Handler.ValidateTokenAsync(text, Parameters(issuer, keys, token));
        if (!result.IsValid) throw Refusal(result.Exception);

        // 4. Who that is here.
        return TokenCaller.Of(policy, issuer, token.Claims);
    }

    private TokenValidationParameters Parameters(TokenIssuer issuer, IReadOnlyList<JsonWebKey> keys, AccessToken token) => new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        IssuerSigningKeys = keys.Where(key => string.IsNullOrEmpty(key.Alg) || key.Alg == token.Algorithm),
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = issuer.Algorithms,
        LifetimeValidator = (_, _, _, _) =>
        {
            TokenTimes.Check(token.Claims, issuer, clock.GetUtcNow());
            return true;
        },
    };

    private static TokenRefused Refusal(Exception? fault) => fault switch
    {
        TokenRefused refused => refused,
        { InnerException: TokenRefused refused } => refused,
        SecurityTokenInvalidAudienceException => new TokenRefused(Rules.Identity.BadToken, "the token is for another audience; ask the issuer for a token for this server, with its address as `resource`"),
        _ => new TokenRefused(Rules.Identity.BadToken, "the token does not hold: its signature or the form of a claim is wrong; get a fresh one from the issuer"),
    };
}
