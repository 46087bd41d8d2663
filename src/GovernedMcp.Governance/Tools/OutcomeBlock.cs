using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Governance.Tools;

/// <summary><c>portal_outcome</c>: what people answered, or how a submit ended; waits for it a while if asked to.</summary>
public sealed class OutcomeBlock(IApprovalStore approvals, IAuditLog audit, TimeProvider clock) : IToolBlock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public string Tool => "portal_outcome";

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(permit.Call.Arguments.Integer("wait"));
        while (true)
        {
            var (result, settled) = permit.Call.Arguments.TextOrNull("approval") is { } approval
                ? await ApprovalAsync(approval, permit, cancel)
                : await SubmitAsync(permit.Call.Arguments.Text("plan"), permit, cancel);
            if (settled || clock.GetUtcNow() >= until) return result;
            await Task.Delay(Pause, clock, cancel);
        }
    }

    private async Task<(BlockResult, bool Settled)> ApprovalAsync(string id, Permit permit, CancellationToken cancel)
    {
        var approval = await approvals.FindAsync(id, cancel);
        if (approval is null || approval.Workflow != permit.Caller.Workflow)
            throw new BlockFault(Rules.Approvals.Unknown, "this workflow has no approval of that id");

        var state = approval.StateAt(clock.GetUtcNow());
        var data = new JsonObject { ["approval"] = approval.Id, ["state"] = state.ToString().ToLowerInvariant() };
        if (approval.Votes.FirstOrDefault(vote => !vote.Approves) is { } refusal)
        {
            data["by"] = refusal.Person;
            data["reason"] = Escaped.Text(refusal.Reason);
        }

        var message = state switch
        {
            ApprovalState.Pending => "nobody has decided yet; ask again",
            ApprovalState.Approved => "approved; make the held call again, unchanged",
            ApprovalState.Refused => "a person refused it; change what you ask for or stop",
            ApprovalState.Expired => "it expired; make the call again to ask anew",
            _ => "it was used already",
        };
        return (new BlockResult { Message = message, Data = data }, state != ApprovalState.Pending);
    }

    private async Task<(BlockResult, bool Settled)> SubmitAsync(string plan, Permit permit, CancellationToken cancel)
    {
        if (await audit.FindSubmitAsync(plan, permit.Caller.Workflow, cancel) is not { } facts)
            throw new BlockFault(Rules.Plans.Unknown, "this workflow has submitted no plan of that id");

        var data = new JsonObject { ["plan"] = facts.Plan, ["submit"] = facts.State.Word(), ["form"] = facts.Form, ["reference"] = facts.Reference };
        if (facts.Settled is { } settled)
        {
            data["settled"] = settled.AsJson();
            return (new BlockResult { Message = settled.Sentence, Data = data }, true);
        }

        var message = facts.State switch
        {
            SubmitState.Intent or SubmitState.Sending => "it is being sent",
            SubmitState.Confirmed => "the portal confirmed it",
            SubmitState.RejectedByPortal => "the portal rejected it; fill the form again with other values",
            SubmitState.NotSent => "nothing was sent; fill the form again",
            _ => "it may have been sent; do not repeat it, ask a person to look",
        };
        return (new BlockResult { Message = message, Data = data }, facts.State is not (SubmitState.Intent or SubmitState.Sending));
    }
}
