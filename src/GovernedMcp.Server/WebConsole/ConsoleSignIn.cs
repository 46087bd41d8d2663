using System.Globalization;
using GovernedMcp.Storage.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GovernedMcp.Server.WebConsole;

/// <summary>Proves people at the pages: by their person key once, then by a cookie, and every form by where it was sent from.</summary>
internal sealed class ConsoleSignIn(KeyStore keys, PolicySource policies, TimeProvider clock)
{
    private const int LargestForm = 16 * 1024;
    private const string FormType = "application/x-www-form-urlencoded";

    private readonly PersonSessions _sessions = new(clock);
    private readonly SignInLimit _limit = new(clock);

    private Uri? Address => policies.Current.Rails.Console.Address;

    /// <summary>Who sends the request, as long as the key that proved it is good; else null.</summary>
    public async Task<PersonSession?> WhoAsync(HttpContext http)
    {
        if (_sessions.Find(http.Request.Cookies[CookieName(http)]) is not { } session) return null;
        if (await keys.IsGoodAsync(session.Who, http.RequestAborted)) return session;
        _sessions.Close(session);
        return null;
    }

    /// <summary>A form that a page of ours sent; null after the request was answered with what is wrong with it.</summary>
    public async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LargestForm;
        if (!SameSite.Sent(http.Request, Address))
        {
            await ConsoleFault.WriteAsync(http, StatusCodes.Status403Forbidden, "The form was sent from somewhere else, so nothing was done. Open the page at its own address and try again.");
            return null;
        }

        if (http.Request.ContentType?.Split(';')[0].Trim() != FormType)
        {
            await ConsoleFault.WriteAsync(http, StatusCodes.Status415UnsupportedMediaType, "This takes the form of the page and nothing else. Open the page and try again.");
            return null;
        }

        try
        {
            return await http.Request.ReadFormAsync(new FormOptions { ValueCountLimit = 10, KeyLengthLimit = 100, ValueLengthLimit = LargestForm }, http.RequestAborted);
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException)
        {
            var status = (fault as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            await ConsoleFault.WriteAsync(http, status, "The form is too large or broken, so nothing was done. Open the page and try again.");
            return null;
        }
    }

    /// <summary>A form of the very session that sends it; null after the request was answered with what is wrong with it.</summary>
    /// <param name="to">The page it was sent from, to come back to.</param>
    public async Task<(IFormCollection Form, PersonSession Session)?> SignedFormAsync(HttpContext http, string to)
    {
        if (await FormAsync(http) is not { } form) return null;
        if (await WhoAsync(http) is not { } session)
        {
            await ShowAsync(http, to, "You are signed out, and your answer was not taken. Sign in and answer again.", StatusCodes.Status403Forbidden);
            return null;
        }

        if (session.IsToken(form["token"].ToString())) return (form, session);
        await ConsoleFault.WriteAsync(http, StatusCodes.Status400BadRequest, "This form is not of your present sign-in. Open the page again and answer there.", session);
        return null;
    }

    public static Task ShowAsync(HttpContext http, string? to, string? wrong = null, int status = StatusCodes.Status200OK) =>
        ConsolePage.WriteAsync(http, "Sign in", SignInView.Render(http, to, wrong), session: null, status);

    public async Task SignInAsync(HttpContext http)
    {
        if (await FormAsync(http) is not { } form) return;
        var to = form["to"].ToString();
        if (_limit.Try(http.Connection.RemoteIpAddress?.ToString() ?? "") is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await ShowAsync(http, to, "Too many tries. Wait a minute and sign in again.", StatusCodes.Status429TooManyRequests);
        }
        else if (await keys.FindPersonKeyAsync(form["key"].ToString().Trim(), http.RequestAborted) is not { } who)
        {
            await ShowAsync(http, to, SignInView.WrongKey, StatusCodes.Status403Forbidden);
        }
        else
        {
            if (_sessions.Find(http.Request.Cookies[CookieName(http)]) is { } before) _sessions.Close(before);
            http.Response.Cookies.Append(CookieName(http), _sessions.Open(who).Id, Cookie(http));
            SeeOther(http, PageOf(to));
        }
    }

    public async Task SignOutAsync(HttpContext http)
    {
        if (await FormAsync(http) is not { } form) return;
        if (await WhoAsync(http) is { } session && session.IsToken(form["token"].ToString()))
        {
            _sessions.Close(session);
            http.Response.Cookies.Delete(CookieName(http), Cookie(http));
        }

        SeeOther(http, "/approvals");
    }

    /// <param name="path">Of ours; nothing that came in.</param>
    public static void SeeOther(HttpContext http, string path)
    {
        ConsolePage.Guard(http.Response);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.PathBase + path;
    }

    // The prefix makes browsers refuse the cookie from anybody but this very host, over https.
    private string CookieName(HttpContext http) => SameSite.IsSecure(http.Request, Address) ? "__Host-governed-mcp" : "governed-mcp";

    private CookieOptions Cookie(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = SameSite.IsSecure(http.Request, Address),
        Path = "/",
    };

    // An id and nothing else: no address of another site can be smuggled in.
    private static string PageOf(string id) => id.LastIndexOf('_') is var end and > 0 && id.Length == end + 33 && id[(end + 1)..].All(char.IsAsciiHexDigitLower)
        ? id[..end] switch { "ap" => $"/approvals/{id}", "p" => $"/approvals/submits/{id}", _ => "/approvals" }
        : "/approvals";
}
