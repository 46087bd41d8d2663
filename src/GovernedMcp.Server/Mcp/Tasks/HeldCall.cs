using System.Globalization;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Operations;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>
/// A held call as a task. It decides nothing: when its owner asks and the people have answered, the same call takes the whole road
/// again, in the name of whom that request proved. The road finds the approval by its digest, and uses it up.
/// </summary>
/// <param name="link">Where people answer; null when there is no page.</param>
internal sealed class HeldCall(HeldReply held, Governor governor, IApprovalStore approvals, CallSignals signals, string? link, FaultSink faults, TimeProvider clock)
    : CallTask(held.Request.Tool, held.Caller, held.Approval.DecideBy + held.Approval.UseWithin - clock.GetUtcNow(), Waits(held.Approval, link), faults, clock)
{
    private static readonly TimeSpan WhilePeopleThink = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileItRuns = TimeSpan.FromSeconds(1);

    /// <summary>What ends so soon is in the answer to the request that set it going.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public override async Task LookAsync(JsonRpcRequest request, Identification.Known who, CancellationToken cancel)
    {
        if (Now.State is not TaskState.Working || !Quiet.IsCompleted) return;
        var approval = await approvals.FindAsync(held.Approval.Id, cancel);
        switch (approval?.StateAt(Clock.GetUtcNow()))
        {
            case ApprovalState.Pending:
                Become(Waits(approval, link));
                return;
            case ApprovalState.Approved or ApprovalState.Refused:
                Begin(new TaskState.Working("the people asked have answered; the call is on its way", WhileItRuns),
                    stop => RunAsync(request, who, stop));
                break;

            // Not the road: it would ask people anew, and nobody but the agent may want that.
            case ApprovalState.Used:
                Refuse(who.Caller, Rules.Approvals.Used, $"approval `{held.Approval.Id}` was used by the same call made again; ask portal_outcome how it ended");
                break;
            default:
                Refuse(who.Caller, Rules.Approvals.Expired, $"approval `{held.Approval.Id}` expired; make the call again, and people are asked again");
                break;
        }

        await Task.WhenAny(Quiet, Task.Delay(Grace, Clock, cancel));
    }

    private async Task<CallToolResult> RunAsync(JsonRpcRequest request, Identification.Known who, CancellationToken stop)
    {
        using var seen = signals.Begin(request, held.Request.Tool, TraceParent.Of(request));
        var reply = await governor.InvokeAsync(held.Request with { TraceId = seen.TraceId ?? held.Request.TraceId }, who, new Progress<BlockProgress>(), stop);
        seen.Answered(who, reply);
        return CallResult.Of(reply);
    }

    private void Refuse(Caller caller, Rule rule, string sentence) =>
        Begin(Now.State, async _ => CallResult.Of(await governor.RefuseAsync(held.Request, caller, rule, sentence)));

    private static TaskState.Working Waits(Approval approval, string? link)
    {
        var asked = approval.Asks.Where(ask => approval.Given(ask) < ask.Needed)
            .Select(ask => string.Create(CultureInfo.InvariantCulture, $"`{ask.Group}` ({approval.Given(ask)} of {ask.Needed})")).Distinct();
        var until = approval.DecideBy.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var where = link is null ? "" : $" at {link}";
        return new($"held: {string.Join(" and ", asked)} must approve{where} until {until} (approval `{approval.Id}`); nothing is done before", WhilePeopleThink);
    }
}
