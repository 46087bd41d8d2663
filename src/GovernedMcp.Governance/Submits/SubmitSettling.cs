using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Submits;

/// <summary>
/// How a person ends a submit whose outcome is unknown: they look at the portal, say whether it happened, and that stands. Nothing
/// is sent by it.
/// </summary>
public sealed class SubmitSettling(IAuditLog audit, Redactor redactor, TimeProvider clock)
{
    /// <summary>Whether this person answers for the submit: of the owning team, accountable for the workflow, or asked to approve it.</summary>
    public static bool Concerns(SubmitCase submit, string person, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(submit);
        ArgumentNullException.ThrowIfNull(policy);
        var asked = submit.Approval?.Asks.Any(ask => !ask.OfUser && ask.Members.Contains(person)) == true && policy.People.Knows(person);
        return asked || (policy.Registry.Find(submit.Facts.Workflow) is { } workflow
            && (person == workflow.Accountable || policy.People.MembersOf(People.OwnerGroup, workflow).Contains(person)));
    }

    /// <summary>Why this person cannot settle it, whatever they say; null when they can.</summary>
    public static VoteObjection? Check(SubmitCase submit, string person, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(submit);
        ArgumentNullException.ThrowIfNull(policy);
        if (NotUnknown(submit.Facts) is { } over) return over;
        if (!Concerns(submit, person, policy))
            return new(Rules.Submits.NotAllowedToSettle, $"`{person}` does not answer for plan `{submit.Facts.Plan}`; ask {Whom(submit, policy)}");
        // INVARIANT: as with approvals, whoever runs the client does not judge what it did, unless the rails allow that.
        return person == submit.RequestedBy && !policy.Rails.Approvals.SelfAllowed
            ? new(Rules.Submits.NotAllowedToSettle, $"`{person}` runs the client that submitted plan `{submit.Facts.Plan}` and cannot settle it; ask {Whom(submit, policy)}")
            : null;
    }

    /// <returns>Null when it is on record; else why not, and nothing was written.</returns>
    public async Task<VoteObjection?> SettleAsync(SubmitCase submit, Policy policy, string person, string keyId, bool happened, string comment)
    {
        ArgumentNullException.ThrowIfNull(comment);
        if (Check(submit, person, policy) is { } objection) return objection;
        var about = $"plan `{submit.Facts.Plan}`";
        if (string.IsNullOrWhiteSpace(comment)) return new(Rules.Arguments.Missing, $"settling {about} needs a comment; say where you looked and what you found");
        if (ApprovalRules.CheckLine("comment", comment) is { } unfit) return unfit;
        var settlement = new Settlement(person, keyId, happened, comment, clock.GetUtcNow());
        var entry = new AuditEntry
        {
            Type = AuditTypes.SubmitSettled,
            Actor = person,
            Agent = submit.Facts.Workflow,
            CallId = submit.CallId,
            Scope = $"{submit.Facts.Portal}/{submit.Facts.Form}",
            ApprovalId = submit.Approval?.Id,
            IntentSeq = submit.IntentSeq,
            Outcome = settlement.End.Word(),
            Facts = redactor.Redact(new JsonObject { ["plan"] = submit.Facts.Plan, ["found"] = happened ? "happened" : "did not happen", ["comment"] = comment, ["given"] = "with a person key" }),
        };
        try
        {
            await audit.AppendAsync(entry, new LedgerChange.SettleSubmit(submit.Facts.Plan, settlement));
            return null;
        }
        catch (LedgerConflict conflict)
        {
            return new(conflict.Rule, conflict.Message);
        }
    }

    /// <summary>Why a submit cannot be settled, from what is on store; null while its outcome is unknown. The store asks this too.</summary>
    public static VoteObjection? NotUnknown(SubmitFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Settled is { } settled) return new(Rules.Submits.Settled, $"plan `{facts.Plan}` is settled already: it {settled.Told}; what was said first stands");
        return facts.State == SubmitState.Unknown ? null : new(Rules.Submits.Settled, $"plan `{facts.Plan}` is `{facts.State.Word()}`; only what is `unknown` can be settled");
    }

    private static string Whom(SubmitCase submit, Policy policy)
    {
        var groups = (submit.Approval?.Asks ?? []).Where(ask => !ask.OfUser).Select(ask => $"`{ask.Group}`");
        if (policy.Registry.Find(submit.Facts.Workflow) is { } workflow) groups = groups.Prepend($"`{workflow.Owner}`");
        return string.Join(" or ", groups.Distinct().Select(group => $"another member of {group}").DefaultIfEmpty("the platform team to put the workflow's entry back"));
    }
}
