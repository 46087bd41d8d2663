using GovernedMcp.Governance.Submits;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Audit;

/// <summary>The submits that people settle, for reading. They change with the record of the change only.</summary>
public sealed class SubmitStore
{
    private readonly Ledger _ledger;

    internal SubmitStore(Ledger ledger) => _ledger = ledger;

    /// <summary>Any submit, whatever its state.</summary>
    public Task<SubmitCase?> FindAsync(string plan, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => SubmitReading.Find(connection, plan)).WaitAsync(cancel);

    /// <summary>Those whose outcome is unknown, and if wanted those that people settled; newest first.</summary>
    public Task<IReadOnlyList<SubmitCase>> UnknownAsync(bool settledToo, int most, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => SubmitReading.Unknown(connection, settledToo, most)).WaitAsync(cancel);
}
