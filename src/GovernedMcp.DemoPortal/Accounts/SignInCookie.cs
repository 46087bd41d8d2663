using System.Security.Cryptography;

namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>The cookie that the sign-in form's anti-forgery token is bound to while there is no session yet.</summary>
internal static class SignInCookie
{
    public const string Name = "nw_signin";

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    public static string Ensure(HttpContext http)
    {
        if (Read(http) is { Length: > 0 } value)
            return value;
        value = RandomNumberGenerator.GetHexString(32, lowercase: true);
        http.Response.Cookies.Append(Name, value, SessionCookie.Attributes);
        return value;
    }
}
