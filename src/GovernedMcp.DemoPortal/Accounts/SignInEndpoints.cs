using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Accounts;

internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", Show);
        routes.MapPost("/login", SignInAsync);
        routes.MapPost("/logout", SignOut);
    }

    private static IResult Show(Visit visit, HttpRequest request) => visit switch
    {
        { Session: not null } => Results.Redirect("/home"),
        _ when request.Query.ContainsKey("expired") => visit.Page("Sign in", SignInView.Render(visit, notice: "Your session has ended. Please sign in again.")),
        _ when request.Query.ContainsKey("signedout") => visit.Page("Sign in", SignInView.Render(visit, notice: "You have signed out.")),
        _ => visit.Page("Sign in", SignInView.Render(visit)),
    };

    private static async Task<IResult> SignInAsync(Visit visit, HttpContext http, Portal portal)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var userId = form["userid"].ToString().Trim();
        switch (portal.Accounts.SignIn(userId, form["password"].ToString(), out var account))
        {
            case SignInOutcome.Granted:
                if (visit.Session is not null)
                    portal.Sessions.Close(visit.Session.Id);
                SessionCookie.Write(http, portal.Sessions.Open(account!));
                return new SeeOther("/home");
            case SignInOutcome.Locked:
                return visit.Page("Sign in", SignInView.Render(visit, userId, "This account is locked. Please call the supplier desk."));
            default:
                return visit.Page("Sign in", SignInView.Render(visit, userId, "Invalid user or password"));
        }
    }

    private static SeeOther SignOut(Visit visit, HttpContext http, Portal portal)
    {
        portal.Sessions.Close(visit.Session!.Id);
        SessionCookie.Clear(http);
        return new SeeOther("/login?signedout=1");
    }
}
