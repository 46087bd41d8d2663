using System.Net;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>Whether a form was sent by a page of ours: browsers say where a request comes from, and it has to be here.</summary>
internal static class SameSite
{
    public static bool Sent(HttpRequest request, Uri? address)
    {
        var (site, origin) = (request.Headers["Sec-Fetch-Site"], request.Headers.Origin);
        if (site.Count > 1 || origin.Count > 1 || (site.Count == 1 && site != "same-origin")) return false;
        // Some browsers and proxies hide the origin even from its own site; then the browser's other word decides.
        return origin.Count == 0 || origin == "null" ? site.Count == 1 : IsOurs(origin!, request, address);
    }

    /// <summary>Whether people reach these pages over https, at least up to a proxy in front of them.</summary>
    public static bool IsSecure(HttpRequest request, Uri? address) => request.IsHttps || address?.Scheme == Uri.UriSchemeHttps;

    private static bool IsOurs(string origin, HttpRequest request, Uri? address) =>
        (address is not null && origin == address.GetLeftPart(UriPartial.Authority))
        || (IsLoopback(request.Host.Host) && origin == $"{request.Scheme}://{request.Host.Value}");

    // A foreign name that leads here brings an origin equal to its own Host header; names of this machine cannot be had by others.
    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
