using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Governance.Registry;

/// <summary>Step 3 of the road: is this workflow registered, active, not held by the kill switch, and looked after?</summary>
internal static class RegistryCheck
{
    public static Decision.Refused? Refuses(Workflow? workflow, Caller caller, Circumstances circumstances)
    {
        if (workflow is null)
        {
            return new(Rules.Registry.NotRegistered, SourceMark.BuiltIn,
                $"workflow `{caller.Workflow}` is not registered; add `registry/{caller.Workflow}.yaml` and have it reviewed");
        }

        if (workflow.Status != WorkflowStatus.Active)
        {
            return new(Rules.Registry.NotActive, workflow.Source,
                $"workflow `{workflow.Name}` is `{workflow.Status.ToString().ToLowerInvariant()}`; its owner `{workflow.Owner}` sets `status: active` when it may run");
        }

        if (circumstances.Standing.Suspended is { } suspension)
        {
            return new(Rules.Registry.Suspended, workflow.Source,
                $"workflow `{workflow.Name}` was suspended by {suspension.By}: {suspension.Reason}; ask the platform team to resume it");
        }

        if (circumstances.Now > circumstances.Standing.ReviewDue(workflow.Review) + workflow.Review.Grace)
        {
            return new(Rules.Registry.ReviewOverdue, workflow.Source,
                $"the review of workflow `{workflow.Name}` was due on {circumstances.Standing.ReviewDue(workflow.Review):yyyy-MM-dd}; "
                + $"{workflow.Accountable} looks at the entry and runs `registry attest {workflow.Name}`");
        }

        return null;
    }
}
