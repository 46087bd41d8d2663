using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Server.Mcp.Identity.Tokens;

/// <summary>Whether a token is valid at a time: <c>exp</c> must be there, <c>nbf</c> and <c>iat</c> may be.</summary>
internal static class TokenTimes
{
    /// <exception cref="TokenRefused">It is not.</exception>
    public static void Check(TokenClaims claims, TokenIssuer issuer, DateTimeOffset at)
    {
        var now = (at - DateTimeOffset.UnixEpoch).TotalSeconds;
        var skew = issuer.ClockSkew.TotalSeconds;

        // INVARIANT: written so that what is no number fits nowhere.
        if (!(claims.Seconds("exp") + skew > now)) throw new TokenRefused(Rules.Identity.TokenTime, "the token is expired or does not say until when it holds; get a fresh one from the issuer");
        if (!(claims.Seconds("nbf") is not { } from || from - skew <= now)) throw new TokenRefused(Rules.Identity.TokenTime, "the token is not valid yet; use it from its `nbf` on, and compare the clocks");
        if (!(claims.Seconds("iat") is not { } issued || issued - skew <= now)) throw new TokenRefused(Rules.Identity.TokenTime, "the token was issued in the future; compare the issuer's clock with this server's");
    }
}
