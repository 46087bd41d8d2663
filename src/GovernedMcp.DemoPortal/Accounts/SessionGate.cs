using GovernedMcp.DemoPortal.Lab;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>Lets only signed-in visitors past the sign-in page, and says so when a session has ended.</summary>
internal static class SessionGate
{
    /// <summary>Whether a path takes no part in sessions at all: assets, the test-only witness, the sign-ins of the lab,
    /// which are others, and the pages of its other host.</summary>
    public static bool IsOpen(PathString path) => path.StartsWithSegments("/assets") || path.StartsWithSegments("/_witness") || path.StartsWithSegments(LabSignIn.Path)
        || path.StartsWithSegments(LabPages.Guest);

    public static async Task InvokeAsync(HttpContext http, Portal portal, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (IsOpen(path))
        {
            await next(http);
            return;
        }

        var cookie = SessionCookie.Read(http);
        var session = cookie is null ? null : portal.Sessions.Use(cookie);
        http.Features.Set(session);
        if (session is null && path != "/login")
        {
            if (cookie is not null)
                SessionCookie.Clear(http);
            await new SeeOther(cookie is null ? "/login" : "/login?expired=1").ExecuteAsync(http);
            return;
        }
        await next(http);
    }
}
