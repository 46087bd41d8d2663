namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>The cookie of a signed-in session.</summary>
internal static class SessionCookie
{
    public const string Name = "nw_session";

    internal static CookieOptions Attributes { get; } = new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    public static void Write(HttpContext http, PortalSession session) => http.Response.Cookies.Append(Name, session.Id, Attributes);

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Attributes);
}
