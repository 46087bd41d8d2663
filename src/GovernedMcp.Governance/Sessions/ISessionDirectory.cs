namespace GovernedMcp.Governance.Sessions;

/// <summary>Port: the live sessions of this process.</summary>
public interface ISessionDirectory
{
    SessionFacts? Find(string handle);

    PlanFacts? FindPlan(string handle, string plan);

    IReadOnlyList<SessionFacts> Live { get; }

    /// <summary>
    /// Keeps a session from ending for idleness until a moment: people are asked about what it holds. Its longest life stays.
    /// </summary>
    void KeepOpen(string handle, DateTimeOffset until);

    /// <summary>Ends every session of a workflow; used when it is suspended or no longer registered.</summary>
    Task EndAsync(string workflow, string why);
}
