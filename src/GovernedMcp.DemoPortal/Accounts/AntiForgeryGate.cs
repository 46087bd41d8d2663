using GovernedMcp.DemoPortal.Pages;

namespace GovernedMcp.DemoPortal.Accounts;

/// <summary>Refuses every POST of a page's form that does not carry the token of the browser that sends it.</summary>
internal static class AntiForgeryGate
{
    public static async Task InvokeAsync(HttpContext http, Portal portal, RequestDelegate next)
    {
        if (HttpMethods.IsPost(http.Request.Method) && !SessionGate.IsOpen(http.Request.Path) && !await CarriesTokenAsync(http, portal))
        {
            var visit = await Visit.BindAsync(http);
            var refusal = visit!.Problem(StatusCodes.Status400BadRequest, "This form is no longer valid",
                "The form was not sent from a page of this portal, or the page is too old. Nothing was changed.");
            await refusal.ExecuteAsync(http);
            return;
        }
        await next(http);
    }

    private static async Task<bool> CarriesTokenAsync(HttpContext http, Portal portal)
    {
        if (!http.Request.HasFormContentType)
            return false;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var token = form[AntiForgery.FieldName].ToString();
        return portal.AntiForgery.Accepts(token, http.Features.Get<PortalSession>()?.Id)
            || (http.Request.Path == "/login" && portal.AntiForgery.Accepts(token, SignInCookie.Read(http)));
    }
}
