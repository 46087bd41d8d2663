using GovernedMcp.Governance.Approvals;
using GovernedMcp.Server.Operations;

namespace GovernedMcp.Server.Mcp.Tasks;

/// <summary>Makes tasks of held calls.</summary>
internal sealed class HeldCalls(TaskTable tasks, Governor governor, IApprovalStore approvals, PolicySource policies, CallSignals signals, FaultSink faults, TimeProvider clock)
{
    /// <returns>Null when the held reply itself is the better answer: the client's own user is asked too, or there is no room.</returns>
    public CallTask? Begin(HeldReply held)
    {
        if (!held.IsForOthers) return null;
        var task = new HeldCall(held, governor, approvals, signals, policies.Current.Rails.Console.LinkTo(held.Approval.Id), faults, clock);
        if (tasks.TryAdd(task)) return task;
        task.Dispose();
        return null;
    }
}
