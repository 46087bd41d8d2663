using System.Security.Cryptography;
using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Lab;

/// <summary>Sign-ins of more than one step, apart from the portal's own: a one-time code, a telephone that somebody answers, a riddle for people.</summary>
internal static class LabSignIn
{
    public const string Path = "/lab/signin";
    private const string Cookie = "lab_visit";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Portal portal, HttpContext http) => Show(portal, http, null));
        routes.MapPost(Path, SignInAsync);
        routes.MapGet(Path + "/code", (Portal portal, HttpContext http) => portal.Lab.StageOf(Visit(http)) == LabStage.Code ? Page(portal, http, Code(null)) : new SeeOther(Path));
        routes.MapPost(Path + "/code", CodeAsync);
        routes.MapGet(Path + "/wait", Wait);
        routes.MapGet(Path + "/stage", (Portal portal, HttpContext http) => portal.Lab.StageOf(Visit(http)).ToString());
        routes.MapPost(Path + "/answer/{what}", (Portal portal, string what) => portal.Lab.LetIn(Enum.Parse<LabStage>(what, ignoreCase: true)));
        routes.MapGet(Path + "/home", (Portal portal, HttpContext http) => portal.Lab.StageOf(Visit(http)) == LabStage.In
            ? Page(portal, http, Html.Of($"<h1>Laboratory</h1><p>You are signed in.</p>"))
            : new SeeOther(Path + "?ended=1"));
    }

    private static IResult Show(Portal portal, HttpContext http, string? error)
    {
        var with = http.Request.Query["with"].ToString();
        var ended = http.Request.Query.ContainsKey("ended") ? "Your laboratory session has ended." : null;
        return Page(portal, http, Html.Of($"""
            <h1>Laboratory sign-in</h1>
            {Html.When((error ?? ended) is not null, () => Html.Of($"""<p role="alert">{error ?? ended}</p>"""))}
            <form method="post" action="{Path}?with={with}">
              <label>User <input name="user" autocomplete="username"></label>
              <label>Password <input type="password" name="password" autocomplete="current-password"></label>
              <button>Sign in</button>
            </form>
            """));
    }

    private static async Task<IResult> SignInAsync(Portal portal, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var visit = RandomNumberGenerator.GetHexString(32);
        var next = Enum.TryParse<LabStage>(http.Request.Query["with"], ignoreCase: true, out var asked) ? asked : LabStage.Code;
        if (portal.Lab.SignIn(visit, form["user"].ToString(), form["password"].ToString(), next) is { } wrong) return Show(portal, http, wrong);
        http.Response.Cookies.Append(Cookie, visit, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = Path });
        return new SeeOther(next switch { LabStage.Code => Path + "/code", LabStage.In => Path + "/home", _ => Path + "/wait" });
    }

    private static async Task<IResult> CodeAsync(Portal portal, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return portal.Lab.GiveCode(Visit(http), form["code"].ToString()) is { } wrong ? Page(portal, http, Code(wrong)) : new SeeOther(Path + "/home");
    }

    private static Markup Code(string? error) => Html.Of($"""
        <h1>Verify it is you</h1>
        {Html.When(error is not null, () => Html.Of($"""<p role="alert">{error}</p>"""))}
        <form method="post" action="{Path}/code">
          <label>Code of your authenticator <input name="code" inputmode="numeric" maxlength="6" autocomplete="one-time-code"></label>
          <button>Verify</button>
        </form>
        """);

    private static IResult Wait(Portal portal, HttpContext http)
    {
        var riddle = portal.Lab.StageOf(Visit(http)) == LabStage.Captcha;
        return Page(portal, http, Html.Of($$"""
            <h1>{{(riddle ? "Are you a person?" : "Approve the sign-in on your telephone")}}</h1>
            <p>{{(riddle ? "Choose every picture with a lighthouse." : "We sent a request to your telephone.")}}</p>
            <script>
              const look = async () => {
                if (await (await fetch('{{Path}}/stage')).text() === 'In') location.href = '{{Path}}/home';
                else setTimeout(look, 100);
              };
              look();
            </script>
            """));
    }

    private static string Visit(HttpContext http) => http.Request.Cookies[Cookie] ?? "";

    private static IResult Page(Portal portal, HttpContext http, Markup content)
    {
        http.Response.Headers.Date = portal.Clock.GetUtcNow().ToString("R");
        return Results.Content($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Laboratory</title><body>{content}", "text/html; charset=utf-8");
    }
}
