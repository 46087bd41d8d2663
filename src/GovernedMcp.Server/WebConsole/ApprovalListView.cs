using GovernedMcp.Governance.Approvals;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>What waits, for one person.</summary>
internal static class ApprovalListView
{
    public static Markup Render(HttpContext http, IReadOnlyList<Approval> open, int unknown) => Markup.Of($"""
        <h1>Waiting for an answer</h1>
        <p class="lead">Calls of agents that you are asked about, or that you asked for.</p>
        {SubmitListView.Hint(http, unknown)}
        <section class="card">{(open.Count == 0 ? Markup.Of($"<p>Nothing waits for you.</p>") : Table(http, open))}</section>
        """);

    private static Markup Table(HttpContext http, IReadOnlyList<Approval> open) => Markup.Of($"""
        <table><thead><tr><th>What</th><th>Workflow</th><th>Decide by</th></tr></thead><tbody>
        {open.Select(approval => Markup.Of($"""
            <tr><td><a href="{http.Request.PathBase}/approvals/{approval.Id}">{ApprovalView.Title(approval)}</a><small>{approval.Portal}</small></td><td>{approval.Workflow}<small>{approval.RequestedBy}</small></td><td data-is="Decide by">{ApprovalView.Moment(approval.DecideBy)}</td></tr>
            """))}
        </tbody></table>
        """);
}
