using GovernedMcp.Governance.Submits;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>What may or may not have arrived, for one person.</summary>
internal static class SubmitListView
{
    public static Markup Render(HttpContext http, IReadOnlyList<SubmitCase> submits) => Markup.Of($"""
        <h1>Did it happen?</h1>
        <p class="lead">Forms that may or may not have arrived, because the server or the portal broke off. Nothing is sent again. Look at the portal and say what you found.</p>
        <section class="card">{(submits.Count == 0 ? Markup.Of($"<p>No submit is unknown.</p>") : Table(http, submits))}</section>
        <p><a href="{http.Request.PathBase}/approvals">What waits for an answer</a></p>
        """);

    /// <summary>The way here, on the page of what waits. Nothing when there is nothing to look at.</summary>
    public static Markup Hint(HttpContext http, int count) => count == 0 ? Markup.None : Markup.Of($"""
        <p class="note"><a href="{http.Request.PathBase}/approvals/submits">Submits that may or may not have arrived: {count}</a></p>
        """);

    private static Markup Table(HttpContext http, IReadOnlyList<SubmitCase> submits) => Markup.Of($"""
        <table><thead><tr><th>Form</th><th>Workflow</th><th>Sent about</th></tr></thead><tbody>
        {submits.Select(submit => Markup.Of($"""
            <tr><td><a href="{http.Request.PathBase}/approvals/submits/{submit.Facts.Plan}">{submit.Facts.Form}</a><small>{submit.Facts.Portal}</small></td><td>{submit.Facts.Workflow}<small>{submit.RequestedBy}</small></td><td data-is="Sent about">{ApprovalView.Moment(submit.At)}</td></tr>
            """))}
        </tbody></table>
        """);
}
