using System.Globalization;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>One approval: the facts that the server knows by itself, what people said, and the form to answer.</summary>
internal static class ApprovalView
{
    /// <param name="wrong">Why an answer just given does not count.</param>
    /// <param name="kept">The reason that was typed with it.</param>
    public static Markup Render(HttpContext http, Approval approval, PersonSession session, DateTimeOffset now, string? wrong = null, string? kept = null)
    {
        var subject = approval.Subject.Node as JsonObject ?? [];
        var state = approval.StateAt(now);
        return Markup.Of($"""
            <span class="state {state.ToString().ToLowerInvariant()}">{StateWord(state)}</span>
            <h1>{Title(approval)}</h1>
            <p class="lead">{Text(subject["portal_title"]) ?? approval.Portal} · decide by {Moment(approval.DecideBy)}{Left(approval, state, now)}</p>
            {(wrong is null ? Markup.None : Markup.Of($"""<p class="wrong" role="alert">{wrong}</p>"""))}
            <section class="card"><h2>Who and where</h2><dl>
            {Fact("Workflow", approval.Workflow, Text(subject["purpose"]))}
            {Fact("Owned by", Text(subject["owner"]), null)}
            {Fact("Asked for by", approval.RequestedBy, "runs the calling client")}
            {Fact("Portal", Text(subject["portal_title"]) ?? approval.Portal, Text(subject["address"]))}
            {Fact("Form or part", approval.Part, null)}
            </dl></section>
            {ChangesView.Render(subject)}
            {Gates(approval, subject)}
            {Votes(approval)}
            {AnswerForm(http, approval, session, now, kept)}
            <p class="soft">Approval {approval.Id}. The server states these facts; the agent did not write them.</p>
            """);
    }

    public static string Title(Approval approval) =>
        $"{ToolCatalog.Find(approval.Tool)?.Title ?? approval.Tool}{(approval.Part is null ? "" : $": {approval.Part}")}";

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string? Text(JsonNode? node) => node?.ToString();

    private static string StateWord(ApprovalState state) => state switch
    {
        ApprovalState.Pending => "Waits for an answer",
        ApprovalState.Approved => "Approved",
        ApprovalState.Refused => "Refused",
        ApprovalState.Used => "Approved and used",
        _ => "Expired",
    };

    private static string Left(Approval approval, ApprovalState state, DateTimeOffset now) =>
        state == ApprovalState.Pending ? string.Create(CultureInfo.InvariantCulture, $", in {(int)Math.Ceiling((approval.DecideBy - now).TotalMinutes)} min") : "";

    internal static Markup Fact(string name, string? value, string? more) => value is null
        ? Markup.None
        : Markup.Of($"""<dt>{name}</dt><dd>{Badge.Beside(value)}{(more is null ? Markup.None : Markup.Of($"<br><small>{Badge.Beside(more)}</small>"))}</dd>""");

    private static Markup Gates(Approval approval, JsonObject subject)
    {
        var written = (subject["gates"] as JsonArray ?? []).OfType<JsonObject>().GroupBy(gate => Text(gate["gate"])).ToDictionary(group => group.Key ?? "", group => Text(group.First()["written_at"]));
        return Markup.Of($"""
            <section class="card"><h2>Why it waits</h2><table><thead><tr><th>Gate</th><th>Asks</th><th>Approved</th></tr></thead><tbody>
            {approval.Asks.Select(ask => Markup.Of($"""
                <tr><td>{ask.Gate}<small>{written.GetValueOrDefault(ask.Gate)}</small></td><td data-is="asks">{(ask.OfUser ? $"{approval.RequestedBy}, who runs the client" : ask.Group)}</td><td data-is="approved">{Math.Min(approval.Given(ask), ask.Needed)} of {ask.Needed}</td></tr>
                """))}
            </tbody></table></section>
            """);
    }

    private static Markup Votes(Approval approval) => approval.Votes.Count == 0 ? Markup.None : Markup.Of($"""
        <section class="card"><h2>Answers so far</h2><table><thead><tr><th>Who</th><th>Answer</th><th>Reason</th></tr></thead><tbody>
        {approval.Votes.Select(vote => Markup.Of($"""
            <tr><td>{vote.Person}<small>{Moment(vote.At)}{(vote.InClient ? ", in the client" : "")}</small></td><td class="new">{(vote.Approves ? "approved" : "refused")}</td><td>{vote.Reason}</td></tr>
            """))}
        </tbody></table></section>
        """);

    private static Markup AnswerForm(HttpContext http, Approval approval, PersonSession session, DateTimeOffset now, string? kept)
    {
        // A reason that passes, so that only the person is judged here.
        if (approval.CheckVote(new ApprovalVote(session.Who.Person, session.Who.KeyId, true, "-", now)) is { } objection)
            return Markup.Of($"""<section class="card"><h2>Your answer</h2><p class="note">{objection.Sentence}</p></section>""");
        return Markup.Of($"""
            <section class="card"><form method="post" action="{http.Request.PathBase}/approvals/{approval.Id}">
            {ConsolePage.Token(session)}<input type="hidden" name="digest" value="{approval.Digest}">
            <fieldset><legend>Your answer</legend>
            <label class="choice"><input type="radio" name="decision" value="approve" required> Approve</label>
            <label class="choice"><input type="radio" name="decision" value="refuse" required> Refuse</label>
            </fieldset>
            <label class="field">Reason, in one line; goes on record <input name="reason" value="{kept}" maxlength="{ApprovalRules.LongestReason}" autocomplete="off"{(approval.ReasonRequired ? Markup.Of($" required") : Markup.None)}></label>
            <button>Send answer</button>
            </form></section>
            """);
    }
}
