using GovernedMcp.Governance.Identity;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>The <c>WWW-Authenticate</c> header of a request that proves nobody, or whose token may not do what it asks for.</summary>
internal sealed class Challenges(PolicySource policies)
{
    private const string Bearer = "Bearer";

    /// <summary>401; or 503 when it is not the token's fault, so that a client does not throw a good one away.</summary>
    public static int Status(Authentication.Rejected rejected) =>
        rejected.Rule == Rules.Identity.IssuerUnavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized;

    /// <summary>Beside a 401: where tokens come from, and what is wrong with the one that was given.</summary>
    public string Unauthorized(Authentication.Rejected rejected)
    {
        var identity = policies.Current.Rails.Identity;
        var blamed = rejected.TokenGiven && rejected.Rule != Rules.Identity.IssuerUnavailable;
        return Header(identity, blamed ? "invalid_token" : null, blamed ? rejected.Sentence : null, FirstScopes(identity));
    }

    /// <summary>Beside a 403: everything that the operation needs, so that the client has to ask only once.</summary>
    public string InsufficientScope(IReadOnlyList<string> scopes) => Header(
        policies.Current.Rails.Identity, "insufficient_scope", "the token lacks a scope of this operation; ask for all that `scope` names", scopes);

    private static string Header(IdentityRails? identity, string? error, string? description, IReadOnlyList<string> scopes)
    {
        if (identity is null) return Bearer;
        var parameters = new List<string>();
        if (error is not null) parameters.Add($"error=\"{error}\"");
        if (description is not null) parameters.Add($"error_description=\"{Plain(description)}\"");
        parameters.Add($"resource_metadata=\"{Plain(ResourceMetadata.AddressOf(identity.Resource).AbsoluteUri)}\"");
        if (scopes.Count > 0) parameters.Add($"scope=\"{Plain(string.Join(' ', scopes))}\"");
        return $"{Bearer} {string.Join(", ", parameters)}";
    }

    // To begin with, what listing needs; issuers that call it differently would refuse each other's names.
    private static IReadOnlyList<string> FirstScopes(IdentityRails? identity) =>
        identity?.Issuers.Select(issuer => issuer.Scopes.Read).Distinct().ToList() is [var only] ? [only] : [];

    // INVARIANT: nothing that is put in can end the quotes or the line.
    private static string Plain(string text) => string.Concat(text.Select(letter => letter is >= ' ' and <= '~' and not ('"' or '\\') ? letter : '?'));
}
