namespace GovernedMcp.Governance.Identity;

/// <summary>
/// Whose access tokens prove a caller over HTTP: the <c>identity</c> section of rails.yaml. Without it only keys do.
/// </summary>
/// <param name="Resource">The address under which clients know the MCP endpoint; what a token is for.</param>
public sealed record IdentityRails(Uri Resource, IReadOnlyList<TokenIssuer> Issuers)
{
    public TokenIssuer? Find(string issuer) => Issuers.FirstOrDefault(known => known.Issuer == issuer);
}

/// <summary>One authorization server whose tokens are taken, and what their claims mean here.</summary>
public sealed record TokenIssuer
{
    /// <summary>Exactly as the tokens and the issuer's own metadata spell it, a trailing slash included.</summary>
    public required string Issuer { get; init; }

    /// <summary>What a token must be for.</summary>
    public required string Audience { get; init; }

    /// <summary>Signature algorithms that are taken; asymmetric ones only.</summary>
    public required IReadOnlyList<string> Algorithms { get; init; }

    public required WorkflowClaim Workflow { get; init; }

    /// <summary>The claim with the name of the person who runs the client. A token without it proves nobody.</summary>
    public required string PersonClaim { get; init; }

    public required TokenScopes Scopes { get; init; }

    /// <summary>How far the issuer's clock may differ from ours.</summary>
    public required TimeSpan ClockSkew { get; init; }
}

/// <summary>The claim that says which workflow calls.</summary>
/// <param name="Map">Claim value to workflow; null: the value is the workflow's name.</param>
public sealed record WorkflowClaim(string Claim, IReadOnlyDictionary<string, string>? Map);

/// <summary>What the issuer calls the right to use tools, and the right to fill and send forms.</summary>
public sealed record TokenScopes(string Read = "portals:read", string Write = "portals:write");
