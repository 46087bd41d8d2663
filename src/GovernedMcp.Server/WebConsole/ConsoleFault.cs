using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>What a person is told when a page cannot be shown: one sentence that says what to do.</summary>
internal static class ConsoleFault
{
    /// <summary>What an answer that does not count is to HTTP.</summary>
    public static int StatusOf(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Id.StartsWith("argument.", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest
            : rule == Rules.Approvals.NotAllowedToAnswer || rule == Rules.Submits.NotAllowedToSettle ? StatusCodes.Status403Forbidden
            : StatusCodes.Status409Conflict;
    }

    public static Task WriteAsync(HttpContext http, int status, string sentence, PersonSession? session = null) => ConsolePage.WriteAsync(http, "Not possible", Markup.Of($"""
        <h1>That did not work</h1>
        <section class="card"><p class="wrong" role="alert">{sentence}</p><p><a href="{http.Request.PathBase}/approvals">What waits for you</a></p></section>
        """), session, status);
}
