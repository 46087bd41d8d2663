using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Approvals;

/// <summary>Where a person's answer to an approval goes in, whichever way the person was proven: judged, then put on record.</summary>
public sealed class ApprovalAnswers(IApprovalStore approvals, IAuditLog audit, Redactor redactor, TimeProvider clock)
{
    /// <returns>Null when the answer counts; else why it does not, and nothing was written.</returns>
    public async Task<VoteObjection?> AnswerAsync(string id, string person, string keyId, bool approves, string reason, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (await approvals.FindAsync(id, cancel) is not { } approval)
            return new(Rules.Approvals.Unknown, $"there is no approval `{Escaped.Short(id)}`; the list of approvals names those there are");
        var now = clock.GetUtcNow();
        var vote = new ApprovalVote(person, keyId, approves, reason, now);
        if (approval.CheckVote(vote) is { } objection) return objection;
        var entry = new AuditEntry
        {
            Type = AuditTypes.ApprovalVote,
            Actor = person,
            Agent = approval.Workflow,
            Tool = approval.Tool,
            ApprovalId = approval.Id,
            Facts = redactor.Redact(new JsonObject { ["answer"] = approves ? "approved" : "refused", ["reason"] = reason, ["given"] = vote.InClient ? "in the client" : "with a person key" }),
        };
        try
        {
            await audit.AppendAsync(entry, new LedgerChange.Vote(approval.Id, vote));
            return null;
        }
        catch (LedgerConflict conflict)
        {
            return new(conflict.Rule, conflict.Message);
        }
    }
}
