namespace GovernedMcp.Governance.Registry;

/// <summary>Port: the observed state of workflows, shared by every process on the same store.</summary>
public interface IWorkflowStandings
{
    /// <summary>The state as it is now. <c>LiveSessions</c> is left at zero: the session directory knows those.</summary>
    Task<Circumstances> ReadAsync(Workflow workflow, CancellationToken cancel);

    /// <summary>Which workflows the kill switch holds now.</summary>
    Task<IReadOnlyList<Standing>> SuspendedAsync(CancellationToken cancel);
}
