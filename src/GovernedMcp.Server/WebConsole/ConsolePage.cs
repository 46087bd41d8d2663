using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>A page for people: the frame around its content, and the headers that keep everything else out. No script at all.</summary>
internal static class ConsolePage
{
    public static Task WriteAsync(HttpContext http, string title, Markup content, PersonSession? session, int status = StatusCodes.Status200OK)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        Guard(response);
        return response.WriteAsync(Frame(http, title, content, session).ToString(), http.RequestAborted);
    }

    public static void Guard(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = $"default-src 'none'; style-src '{ConsoleStyle.Hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Other sites learn nothing. `no-referrer` would also make browsers send our own forms with the origin `null`, as a foreign page's are.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    /// <summary>A field that only a page of this session knows.</summary>
    public static Markup Token(PersonSession session) => Markup.Of($"""<input type="hidden" name="token" value="{session.FormToken}">""");

    private static Markup Frame(HttpContext http, string title, Markup content, PersonSession? session) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} · GovernedMcp</title>
        <style>{Markup.OfStyleSheet}</style>
        </head>
        <body>
        <header><a class="brand" href="{http.Request.PathBase}/approvals">GovernedMcp <span>approvals</span></a>{Person(http, session)}</header>
        <main>
        {content}
        </main>
        </body>
        </html>

        """);

    private static Markup Person(HttpContext http, PersonSession? session) => session is null
        ? Markup.None
        : Markup.Of($"""
            <form method="post" action="{http.Request.PathBase}/approvals/sign-out"><span>{session.Who.Person}</span>{Token(session)}<button class="plain">Sign out</button></form>
            """);
}
