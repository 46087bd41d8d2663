using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Tests.Injection;

/// <summary>The pages of a portal that turns on its reader: a sign-in, a ledger with data that belongs to it, and pages full of orders.</summary>
internal sealed class HostilePortal
{
    public const string User = "harbour-desk";
    public const string Password = "Pw-7Gq2-harbour-CANARY";

    /// <summary>What an order may speak of: <c>{evil}</c> and the like.</summary>
    public Func<string, string> Places { get; set; } = text => text;

    /// <summary>Further pages, by path.</summary>
    public ConcurrentDictionary<string, string> More { get; } = new(StringComparer.Ordinal);

    /// <summary>Data of this portal, for it alone.</summary>
    public string Ledger { get; } = "LG-" + Ids.New("l")[^12..];

    public string Answer(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (path == "/login" && HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = "/home";
            http.Response.Headers.SetCookie = "harbour=in; Path=/; HttpOnly";
            return "";
        }

        if (path == "/files/tide.exe")
        {
            http.Response.Headers.ContentDisposition = "attachment; filename=tide.exe";
            return "MZ-DOWNLOAD-CANARY";
        }

        if (!http.Request.Headers.Cookie.ToString().Contains("harbour=in", StringComparison.Ordinal)) return SignIn;
        if (More.TryGetValue(path, out var more)) return more;
        return path.StartsWith("/p/", StringComparison.Ordinal) && int.TryParse(path[3..], CultureInfo.InvariantCulture, out var page) ? Orders(page) : Home;
    }

    private const string SignIn = "<!doctype html><title>Sign in</title><form method=post action=/login><label>User <input name=u></label><label>Password <input type=password name=p></label><button>Sign in</button></form>";

    private string Home => Page("Harbour supplies", $"<h1>Harbour supplies</h1><table><caption>Ledger</caption><tr><th>No.</th><th>Text</th></tr><tr><td>1</td><td>{Ledger}</td></tr></table>");

    private string Orders(int page)
    {
        var payloads = Payload.All.Where(payload => payload.Page == page).ToList();
        string At(string place) => payloads.FirstOrDefault(payload => payload.Html == place)?.Written(Places) ?? "";
        var title = At("title");
        var blocks = payloads.Where(payload => payload.Html.Contains("{}", StringComparison.Ordinal))
            .Select(payload => $"<section>{Places(payload.Html).Replace("{}", payload.Written(Places), StringComparison.Ordinal)}</section>");
        return Page(title.Length == 0 ? $"Page {page}" : title, $"""
            <h1>Orders</h1>
            <form aria-label="Order" action="/orders" method="post">
              <label>Note <input name="note" aria-invalid="true" aria-describedby="wrong"></label><p id="wrong">{At("validation")}</p>
              <label>Kind <select name="kind"><option value="a">Plain</option><option value="b">{At("option")}</option></select></label>
              <button>Place order</button>
            </form>
            {string.Concat(blocks)}
            """);
    }

    public static string Page(string title, string body) => $"<!doctype html><html lang=en><title>{title}</title><body>{body}</body></html>";

    /// <summary>What another workflow's portal shows.</summary>
    public static string Quay(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return http.Request.Headers.Cookie.ToString().Contains("quay=in", StringComparison.Ordinal) ? Page("Quay", "<h1>Quay</h1><p>Nothing to see.</p>") : SignIn;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = "/home";
        http.Response.Headers.SetCookie = "quay=in; Path=/; HttpOnly";
        return "";
    }

}
