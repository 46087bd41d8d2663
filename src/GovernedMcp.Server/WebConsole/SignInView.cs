using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>Where a person proves who they are. Says the same whatever is behind the address that was asked for.</summary>
internal static class SignInView
{
    public const string WrongKey = "The key is unknown or revoked, or it is a workflow's. Ask the platform team for a person key.";

    public static Markup Render(HttpContext http, string? to, string? wrong = null) => Markup.Of($"""
        <h1>Sign in</h1>
        <p class="lead">With your person key, to see and answer what waits for you. Only open this page from a link you expected.</p>
        <div class="card">
        {(wrong is null ? Markup.None : Markup.Of($"""<p class="wrong" role="alert">{wrong}</p>"""))}
        <form method="post" action="{http.Request.PathBase}/approvals/sign-in">
        <input type="hidden" name="to" value="{to}">
        <label class="field">Person key <input type="password" name="key" autocomplete="current-password" required maxlength="200" autofocus></label>
        <button>Sign in</button>
        </form>
        </div>
        <p class="soft">No key? The platform team issues one with <code>governed-mcp keys issue --person</code>.</p>
        """);
}
