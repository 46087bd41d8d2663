using System.Text.RegularExpressions;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>The identity section of rails.yaml as it was written.</summary>
internal sealed record IdentityEntry(string Resource, IReadOnlyList<IssuerEntry> Issuers)
{
    public static Shape<IdentityEntry> Shape { get; } = Shaped.Map<IdentityEntry>(keys =>
    {
        var resource = keys.Must("resource", WebAddress.Shape("https://portals.example.com/mcp"), "The address under which clients know the MCP endpoint");
        var issuers = keys.Must("issuers", Shaped.ListOf(IssuerEntry.Shape, min: 1), "The authorization servers whose access tokens are taken");
        return () => new IdentityEntry(resource, issuers);
    });

    public IdentityRails Rails() => new(new Uri(Resource), [.. Issuers.Select(issuer => issuer.Model(Resource))]);
}

/// <summary>One authorization server as it was written.</summary>
internal sealed partial record IssuerEntry(
    Located<string> Issuer, string? Audience, IReadOnlyList<string> Algorithms, WorkflowClaimEntry Workflow, string PersonClaim, TokenScopes Scopes, TimeSpan ClockSkew)
{
    // No `none` and nothing symmetric: a key that checks a signature must not be able to make one.
    private static readonly string[] Known = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    private static readonly string[] Standard = ["RS256", "PS256", "ES256"];

    private static readonly Shape<string> ClaimName = Scalars.TextOf(200);

    // What may stand in a scope by RFC 6749.
    private static readonly Shape<string> ScopeName = Scalars.Pattern(
        ScopeForm(), "an OAuth scope", "write one word as the issuer knows it, such as `portals:read`");

    private static readonly Shape<string> PersonShape = Shaped.Map<string>(keys =>
    {
        var claim = keys.Must("claim", ClaimName, "The claim that holds the person's name as people.yaml writes it, such as `email`");
        return () => claim;
    });

    private static readonly Shape<TokenScopes> ScopesShape = Shaped.Map<TokenScopes>(keys =>
    {
        var standard = new TokenScopes();
        var read = keys.Or("read", ScopeName, standard.Read, "The scope that every use of the tools needs");
        var write = keys.Or("write", ScopeName, standard.Write, "The scope that filling and sending a form needs too");
        return () => new TokenScopes(read, write);
    });

    public static Shape<IssuerEntry> Shape { get; } = Shaped.Map<IssuerEntry>(keys =>
    {
        var issuer = keys.Must("issuer", Shaped.At(WebAddress.Shape("https://id.example.com/realms/acme")), "The issuer exactly as its tokens spell it in `iss`");
        var audience = keys.May("audience", Scalars.TextOf(500), "What `aud` of a token must hold; left out: `resource`");
        var algorithms = keys.Or("algorithms", Shaped.ListOf(Scalars.ChoiceOf(Known.ToDictionary(name => name)), min: 1), Standard, "Signature algorithms that are taken");
        var workflow = keys.Must("workflow", WorkflowClaimEntry.Shape, "The claim that says which workflow calls");
        var person = keys.Or("person", PersonShape, "email", "Who runs the client: an approval by this person counts as self-approval");
        var scopes = keys.Or("scopes", ScopesShape, new TokenScopes(), "What the issuer calls the rights");
        var skew = keys.Or("clock_skew", Times.Duration("1s", "5m"), TimeSpan.FromSeconds(30), "How far the issuer's clock may differ");
        return () => new IssuerEntry(issuer, audience, algorithms, workflow, person, scopes, skew);
    });

    public TokenIssuer Model(string resource) => new()
    {
        Issuer = Issuer.Value,
        Audience = Audience ?? resource,
        Algorithms = Algorithms,
        Workflow = new WorkflowClaim(Workflow.Claim, Workflow.Map?.Frozen(entry => entry.Value.Value)),
        PersonClaim = PersonClaim,
        Scopes = Scopes,
        ClockSkew = ClockSkew,
    };

    [GeneratedRegex(@"^[!#-\[\]-~]+$")]
    private static partial Regex ScopeForm();
}
