using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>
/// Which names the server answers to and which web sites may speak to it. A page in somebody's browser can send requests to
/// this machine, also under a name of its own that it lets point here; neither gets as far as a body.
/// </summary>
/// <param name="hosts">Authorities, <c>name</c> or <c>name:port</c>, lower case; without a port, every port.</param>
/// <param name="origins">Origins of other sites that may call, <c>https://app.example</c>, lower case.</param>
internal sealed class AllowedSites(IEnumerable<string> hosts, IEnumerable<string> origins)
{
    /// <summary>The names of this machine to itself.</summary>
    public static readonly IReadOnlyList<string> Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> _hosts = new(hosts, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _origins = new(origins, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="RequestRefused">It came under another name, or from a site that is not allowed (403).</exception>
    public void Check(HttpRequest request)
    {
        if (!KnowsHost(request.Host)) throw new RequestRefused(StatusCodes.Status403Forbidden, null, "Host is not a name of this server; its operator allows names with --allow-host");
        var origin = request.Headers.Origin;
        if (origin.Count > 1 || (origin.Count == 1 && !KnowsOrigin(origin[0], request)))
            throw new RequestRefused(StatusCodes.Status403Forbidden, null, "Origin is not allowed to call this server; its operator allows origins with --allow-origin");
    }

    private bool KnowsHost(HostString host) =>
        host.HasValue && !string.IsNullOrEmpty(host.Host) && (_hosts.Contains(host.Host) || _hosts.Contains(host.Value!));

    // The server's own pages are at home here: the same authority that was just found allowed.
    private bool KnowsOrigin(string? origin, HttpRequest request) =>
        origin is not null && (_origins.Contains(origin) || origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
            || origin.Equals($"https://{request.Host.Value}", StringComparison.OrdinalIgnoreCase));
}
