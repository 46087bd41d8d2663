using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Server.Mcp.Identity.Tokens;

/// <summary>What the claims of a token that holds mean here: which workflow calls, who runs the client, what it may ask for.</summary>
internal static class TokenCaller
{
    private const int MostCharacters = 255;

    // Issuers disagree on where the client stands.
    private static readonly string[] ClientClaims = ["azp", "client_id", "cid", "appid"];

    /// <exception cref="TokenRefused">They do not say enough.</exception>
    public static Authentication.Proven Of(Policy policy, TokenIssuer issuer, TokenClaims claims)
    {
        var subject = Visible(claims.Text("sub")) ?? throw new TokenRefused(Rules.Identity.BadToken, "the token has no usable `sub`; have the issuer name the subject");
        var client = ClientOf(claims);
        var workflow = WorkflowOf(policy, issuer.Workflow, claims);
        var caller = new Caller { Workflow = workflow, KeyId = KeyId(issuer.Issuer, subject, client), HeldBy = PersonOf(policy, issuer, claims) };

        // None of the four holds a line break, so no two principals read the same.
        return new Authentication.Proven(caller, $"jwt:{string.Join('\n', issuer.Issuer, subject, client, workflow)}", ScopesOf(claims)) { Issuer = issuer };
    }

    /// <summary>The same for every token of a principal: approvals are bound to it.</summary>
    private static string KeyId(string issuer, string subject, string client) =>
        $"jwt_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', issuer, subject, client))))[..16]}";

    private static string ClientOf(TokenClaims claims)
    {
        var claim = ClientClaims.FirstOrDefault(claims.Has);
        if (claim is null) return "";
        return Visible(claims.Text(claim)) ?? throw new TokenRefused(Rules.Identity.BadToken, $"the token's `{claim}` is not usable; have the issuer name the client");
    }

    private static string WorkflowOf(Policy policy, WorkflowClaim claim, TokenClaims claims)
    {
        var values = claims.Texts(claim.Claim);
        if (values.Count == 0) throw new TokenRefused(Rules.Identity.NoWorkflow, $"the token's claim `{claim.Claim}` names no workflow; have the issuer put it in");
        var workflows = values.Select(value => claim.Map is null ? value : claim.Map.GetValueOrDefault(value))
            .OfType<string>().Where(name => policy.Registry.Find(name) is not null).Distinct(StringComparer.Ordinal).ToList();
        return workflows switch
        {
            [var only] => only,
            [] => throw new TokenRefused(Rules.Identity.NoWorkflow, $"no value of the token's claim `{claim.Claim}` stands for a registered workflow; ask the platform team to map it in rails.yaml"),
            _ => throw new TokenRefused(Rules.Identity.NoWorkflow, $"the token's claim `{claim.Claim}` stands for several workflows; use a token of one"),
        };
    }

    // A name that differs from people.yaml's only by case is that person: else one could approve one's own call.
    private static string PersonOf(Policy policy, TokenIssuer issuer, TokenClaims claims)
    {
        var person = Visible(claims.Text(issuer.PersonClaim));
        if (person is null || !Ascii.IsValid(person) || person.Contains(' ', StringComparison.Ordinal))
            throw new TokenRefused(Rules.Identity.NoPerson, $"the token's claim `{issuer.PersonClaim}` does not say who runs the client; have the issuer put the person in");
        if (issuer.PersonClaim == "email" && claims.IsFalse("email_verified"))
            throw new TokenRefused(Rules.Identity.NoPerson, "the issuer has not verified the token's `email`; have the person verify it");
        return policy.People.Teams.Values.SelectMany(team => team.Members).Concat(policy.People.Approvers.Values.SelectMany(group => group))
            .FirstOrDefault(known => string.Equals(known, person, StringComparison.OrdinalIgnoreCase)) ?? person;
    }

    private static HashSet<string> ScopesOf(TokenClaims claims) =>
        [.. claims.Texts(claims.Has("scope") ? "scope" : "scp").SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static string? Visible(string? text) => text is { Length: > 0 and <= MostCharacters } && !text.Any(char.IsControl) ? text : null;
}
