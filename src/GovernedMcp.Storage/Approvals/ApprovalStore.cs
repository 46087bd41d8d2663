using GovernedMcp.Governance.Approvals;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Approvals;

/// <summary>The approvals on SQLite, for reading. They change with the record of the change only.</summary>
public sealed class ApprovalStore : IApprovalStore
{
    private readonly Ledger _ledger;

    internal ApprovalStore(Ledger ledger) => _ledger = ledger;

    public Task<Approval?> FindAsync(string id, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => ApprovalReading.Find(connection, id)).WaitAsync(cancel);

    public Task<Approval?> FindByDigestAsync(string digest, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => ApprovalReading.FindByDigest(connection, digest)).WaitAsync(cancel);

    public Task<IReadOnlyList<Approval>> ListAsync(int most, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => ApprovalReading.Newest(connection, most)).WaitAsync(cancel);
}
