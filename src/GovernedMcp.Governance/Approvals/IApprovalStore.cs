namespace GovernedMcp.Governance.Approvals;

/// <summary>Port: the approvals on store. They change only together with the record of the change: see <see cref="Audit.LedgerChange"/>.</summary>
public interface IApprovalStore
{
    Task<Approval?> FindAsync(string id, CancellationToken cancel);

    /// <summary>The newest approval with this digest.</summary>
    Task<Approval?> FindByDigestAsync(string digest, CancellationToken cancel);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Approval>> ListAsync(int most, CancellationToken cancel);
}
