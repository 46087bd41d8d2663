using GovernedMcp.DemoPortal.Accounts;
using GovernedMcp.DemoPortal.Faults;

namespace GovernedMcp.DemoPortal.Pages;

/// <summary>One request as the pages see it: who is signed in, which token their forms carry, and how to answer with a page.</summary>
internal sealed class Visit
{
    private readonly HttpContext _http;
    private readonly Portal _portal;

    private Visit(HttpContext http, Portal portal)
    {
        _http = http;
        _portal = portal;
        Session = http.Features.Get<PortalSession>();
        Token = portal.AntiForgery.TokenFor(Session?.Id ?? SignInCookie.Ensure(http));
    }

    public PortalSession? Session { get; }

    public Account? Account => Session?.Account;

    public string Token { get; }

    /// <summary>The hidden field that every form with <c>method="post"</c> carries.</summary>
    public Markup TokenField => Html.Of($"""<input type="hidden" name="{AntiForgery.FieldName}" value="{Token}">""");

    public static ValueTask<Visit?> BindAsync(HttpContext http) =>
        ValueTask.FromResult<Visit?>(new Visit(http, http.RequestServices.GetRequiredService<Portal>()));

    public IResult Page(string title, Markup content, int status = StatusCodes.Status200OK)
    {
        var path = _http.Request.Path.ToString();
        var scripts = InlineFault.For(_portal.Faults.Current, path);
        var frame = new PageFrame(title, path, Account, Token, scripts.Script);
        var html = Account is null ? Layout.Bare(frame, content) : Layout.Full(frame, content);
        return new PageResult(html, status, scripts.Nonce);
    }

    public IResult Problem(int status, string title, string explanation) => Page(title, ProblemView.Render(title, explanation), status);
}
