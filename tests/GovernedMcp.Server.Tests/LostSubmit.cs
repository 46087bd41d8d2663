using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Server.Tests;

/// <summary>A submit that was on its way when its process died, as the store has it then.</summary>
internal static class LostSubmit
{
    /// <returns>The plan.</returns>
    public static async Task<string> OfAsync(IAuditLog audit, string plan, Approval? approval, string workflow)
    {
        AuditEntry Entry(string type) => new()
        {
            Type = type,
            Actor = "dana@example.com",
            Agent = workflow,
            CallId = $"call_{plan}",
            Tool = "portal_submit_form",
            ApprovalId = approval?.Id,
        };
        List<LedgerChange> changes = [new LedgerChange.ClaimSubmit(plan, workflow, "northwind-vendor", "dispute")];
        if (approval is not null) changes.Add(new LedgerChange.ConsumeApproval(approval.Id, approval.Digest));
        var intent = await audit.AppendAsync(Entry(AuditTypes.Intent) with { RuleId = approval is null ? Rules.Scope.Granted.Id : Rules.Approvals.Granted.Id }, [.. changes]);
        await audit.AppendAsync(Entry(AuditTypes.Sending) with { ApprovalId = null, IntentSeq = intent }, new LedgerChange.MoveSubmit(plan, SubmitState.Sending, null));
        await audit.AppendAsync(Entry(AuditTypes.Outcome) with { ApprovalId = null, IntentSeq = intent, Outcome = "unknown" }, new LedgerChange.MoveSubmit(plan, SubmitState.Unknown, null));
        return plan;
    }
}
