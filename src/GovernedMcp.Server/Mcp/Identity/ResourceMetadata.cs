using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Authentication;

namespace GovernedMcp.Server.Mcp.Identity;

/// <summary>
/// The document that tells clients where tokens for this server come from (RFC 9728), made of the policy in force. Nobody needs to
/// prove anything to read it.
/// </summary>
internal sealed class ResourceMetadata(PolicySource policies)
{
    public const string RootPath = "/.well-known/oauth-protected-resource";

    /// <summary>Where the document of a resource is: its own path comes after the well-known one.</summary>
    public static Uri AddressOf(Uri resource) => new(resource, RootPath + resource.AbsolutePath.TrimEnd('/'));

    /// <summary>The document that lies at a path; null where there is none, and everywhere while no issuer is configured.</summary>
    public byte[]? DocumentAt(string path)
    {
        if (policies.Current.Rails.Identity is not { } identity) return null;
        if (path != RootPath && path != AddressOf(identity.Resource).AbsolutePath) return null;
        var document = new ProtectedResourceMetadata
        {
            Resource = identity.Resource.OriginalString,
            AuthorizationServers = [.. identity.Issuers.Select(issuer => issuer.Issuer)],
            ScopesSupported = [.. identity.Issuers.SelectMany(issuer => new[] { issuer.Scopes.Read, issuer.Scopes.Write }).Distinct()],
            BearerMethodsSupported = ["header"],
            ResourceName = "GovernedMcp",
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ProtectedResourceMetadata)));
    }
}
