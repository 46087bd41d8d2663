using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>Addresses of pages: which may be opened, and how they are told.</summary>
internal static partial class PageAddress
{
    /// <summary>An address under the portal's base, or an absolute one; only on the portal's own origins, only http and https.</summary>
    public static Uri Under(Portal portal, string path)
    {
        var address = Uri.TryCreate(path, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
            ? absolute
            : Combine(portal.BaseUrl, path);
        return MayOpen(portal, address) && address.UserInfo.Length == 0
            ? address
            : throw new BlockFault(Rules.Pages.NotAllowed, $"`{WithoutValues(address.OriginalString)}` is on no origin of portal `{portal.Name}`; ask the owner of its Skill");
    }

    public static bool MayOpen(Portal portal, Uri address) =>
        address.Scheme is "http" or "https" && (portal.Origins.Navigate.Contains(Origins.Of(address)) || portal.Origins.Login.Contains(Origins.Of(address)));

    /// <summary>Scheme, host, path and the names of the query: no values, no user, and of a fragment only a path (<c>#/orders</c>) by which scripts know where they are.</summary>
    public static string WithoutValues(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")) return address is "about:blank" ? address : "(another kind of address)";
        var names = parsed.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0] + "=…");
        var query = string.Join('&', names);
        return parsed.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + (query.Length == 0 ? "" : "?" + query) + Route(parsed.Fragment);
    }

    private static string Route(string fragment)
    {
        var path = fragment.Split('?', '&')[0];
        return (path.StartsWith("#/", StringComparison.Ordinal) || path.StartsWith("#!/", StringComparison.Ordinal)) && !path.Contains('=', StringComparison.Ordinal) ? path : "";
    }

    /// <summary>As a request for it would be sent.</summary>
    public static string WithoutFragment(string address) => Uri.TryCreate(address, UriKind.Absolute, out var parsed) ? parsed.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : address;

    /// <summary>What a path is under. A base that names a file, or where one signs in, is a page, and others lie beside it; what follows an index may be a path that it serves.</summary>
    public static string RootOf(Uri baseUrl, string path)
    {
        var root = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var beside = Page().IsMatch(baseUrl.AbsolutePath) && (Page().IsMatch(path.Split('?', '#')[0]) || !Path.GetFileName(root).StartsWith("index.", StringComparison.OrdinalIgnoreCase));
        return beside ? root[..root.LastIndexOf('/')] : root;
    }

    private static Uri Combine(Uri baseUrl, string path)
    {
        if (path.TrimStart('/').Length == 0 && Page().IsMatch(baseUrl.AbsolutePath)) return baseUrl;
        return Uri.TryCreate(RootOf(baseUrl, path) + "/" + path.TrimStart('/'), UriKind.Absolute, out var address)
            ? address
            : throw new BlockFault(Rules.Pages.NotAllowed, $"`{path}` is no path of a portal");
    }

    // A file, or the page on which one signs in.
    [GeneratedRegex(@"(\.(php\d?|phtml|x?html?|aspx?|jspx?|jsf|do|action|f?cgi|pl|cfm)|/(log-?[io]n|sign-?[io]n)/?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
