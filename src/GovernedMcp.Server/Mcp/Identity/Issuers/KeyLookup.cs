using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Mcp.Identity.Issuers;

/// <summary>What is known of a key of an issuer.</summary>
internal abstract record KeyLookup
{
    private KeyLookup() { }

    public sealed record Found(IReadOnlyList<JsonWebKey> Keys) : KeyLookup;

    /// <summary>The issuer was asked and publishes no such key.</summary>
    public sealed record Unknown : KeyLookup;

    public sealed record Unavailable(string Why) : KeyLookup;
}
