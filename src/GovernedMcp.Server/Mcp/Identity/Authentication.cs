using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>What the Authorization header of a request proves.</summary>
internal abstract record Authentication
{
    private Authentication() { }

    /// <param name="Caller">Who calls.</param>
    /// <param name="Principal">What sessions are bound to: the same for every token of the same principal, different for everybody else.</param>
    /// <param name="Scopes">The OAuth scopes that the token carries; null for a key, which is not limited by scopes.</param>
    public sealed record Proven(Caller Caller, string Principal, IReadOnlySet<string>? Scopes) : Authentication
    {
        /// <summary>Whose token it was; null for a key. Scopes mean what this issuer calls them.</summary>
        public TokenIssuer? Issuer { get; init; }
    }

    /// <param name="TokenGiven">False: nothing was presented at all, which is no error of the token.</param>
    public sealed record Rejected(Rule Rule, string Sentence, bool TokenGiven) : Authentication;
}
