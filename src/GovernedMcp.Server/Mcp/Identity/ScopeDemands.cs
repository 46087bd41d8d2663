using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>
/// The OAuth scopes that a request needs of its token. Scopes only narrow what the registry grants: a token with all of them may
/// do no more than its workflow.
/// </summary>
internal static class ScopeDemands
{
    // What a client must be able to do to find out what it needs. Whatever is not here needs the scope to read.
    private static readonly string[] Free = ["initialize", "ping", "server/discover", "logging/setLevel"];

    /// <summary>All scopes of the whole operation when the token lacks one of them; null when nothing is missing.</summary>
    /// <param name="tool">The tool of a <c>tools/call</c>; null for other methods.</param>
    public static IReadOnlyList<string>? Unmet(string method, string? tool, Authentication.Proven who)
    {
        // A key is not limited by scopes.
        if (who is not { Scopes: { } scopes, Issuer: { } issuer }) return null;
        var needed = Needed(method, tool, issuer.Scopes);
        return needed.All(scope => Holds(scopes, scope)) ? null : needed;
    }

    private static List<string> Needed(string method, string? tool, TokenScopes scopes)
    {
        if (Free.Contains(method) || method.StartsWith("notifications/", StringComparison.Ordinal)) return [];
        var writes = tool is not null && ToolCatalog.Find(tool)?.Kind is ActKind.Fill or ActKind.Submit;
        return writes ? [.. new[] { scopes.Read, scopes.Write }.Distinct()] : [scopes.Read];
    }

    // Some issuers are asked for `api://server/portals.read` and put `portals.read` into the token.
    private static bool Holds(IReadOnlySet<string> held, string scope) =>
        held.Contains(scope) || (scope.Contains("://", StringComparison.Ordinal) && held.Contains(scope[(scope.LastIndexOf('/') + 1)..]));
}
