using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.WebConsole;

/// <summary>One submit whose outcome is or was unknown: what to look for at the portal, and the form to say what one found.</summary>
internal static class SubmitView
{
    /// <param name="objection">Why this person cannot settle it; null when they can.</param>
    /// <param name="wrong">Why what was just said does not count.</param>
    /// <param name="kept">The comment that was typed with it.</param>
    public static Markup Render(HttpContext http, SubmitCase submit, PersonSession session, VoteObjection? objection, string? wrong = null, string? kept = null)
    {
        var facts = submit.Facts;
        var subject = submit.Approval?.Subject.Node as JsonObject ?? [];
        return Markup.Of($"""
            <span class="state {(facts.State == SubmitState.Unknown ? "pending" : "used")}">{Standing(facts.State, facts.Settled)}</span>
            <h1>{Title(submit)}</h1>
            <p class="lead">{ApprovalView.Text(subject["portal_title"]) ?? facts.Portal} · sent about {ApprovalView.Moment(submit.At)}</p>
            {(wrong is null ? Markup.None : Markup.Of($"""<p class="wrong" role="alert">{wrong}</p>"""))}
            <section class="card"><h2>Who and where</h2><dl>
            {ApprovalView.Fact("Workflow", facts.Workflow, ApprovalView.Text(subject["purpose"]))}
            {ApprovalView.Fact("Asked for by", submit.RequestedBy, "runs the calling client")}
            {ApprovalView.Fact("Portal", facts.Portal, ApprovalView.Text(subject["address"]))}
            {ApprovalView.Fact("Form", facts.Form, null)}
            {ApprovalView.Fact("Reference", facts.Reference, null)}
            {ApprovalView.Fact("Approval", submit.Approval?.Id, null)}
            </dl></section>
            {(submit.Approval is null ? Markup.Of($"""<section class="card"><p class="note">No gate asked for it, so its values are not here; they are in the calls before {submit.CallId} on record.</p></section>""") : ChangesView.Render(subject))}
            {Said(facts.Settled)}
            {Form(http, submit, session, objection, kept)}
            <p class="soft">Plan {facts.Plan}, call {submit.CallId}, record {(int)submit.IntentSeq}. The server states these facts; the agent did not write them.</p>
            """);
    }

    public static string Title(SubmitCase submit) => $"Did it happen? {submit.Facts.Form}";

    private static string Standing(SubmitState state, Settlement? settled) =>
        settled is not null ? settled.Happened ? "Happened" : "Did not happen" : state == SubmitState.Unknown ? "Nobody knows" : state.Word();

    private static Markup Said(Settlement? settled) => settled is null ? Markup.None : Markup.Of($"""
        <section class="card"><h2>What was found</h2><table><thead><tr><th>Who</th><th>Found</th><th>Comment</th></tr></thead><tbody>
        <tr><td>{settled.Person}<small>{ApprovalView.Moment(settled.At)}</small></td><td class="new">{(settled.Happened ? "happened" : "did not happen")}</td><td>{settled.Comment}</td></tr>
        </tbody></table></section>
        """);

    private static Markup Form(HttpContext http, SubmitCase submit, PersonSession session, VoteObjection? objection, string? kept)
    {
        if (submit.Facts.Settled is not null) return Markup.None;
        if (objection is not null) return Markup.Of($"""<section class="card"><h2>What you found</h2><p class="note">{objection.Sentence}</p></section>""");
        return Markup.Of($"""
            <section class="card"><form method="post" action="{http.Request.PathBase}/approvals/submits/{submit.Facts.Plan}">
            {ConsolePage.Token(session)}
            <p class="note">Look at the portal first. What is said here stands: the agent is told, and it may fill the form again when it did not happen.</p>
            <fieldset><legend>What you found</legend>
            <label class="choice"><input type="radio" name="found" value="happened" required> It happened</label>
            <label class="choice"><input type="radio" name="found" value="did-not-happen" required> It did not happen</label>
            </fieldset>
            <label class="field">Where you looked and what you found, in one line; goes on record <input name="comment" value="{kept}" maxlength="{ApprovalRules.LongestReason}" autocomplete="off" required></label>
            <button>Settle it</button>
            </form></section>
            """);
    }
}
