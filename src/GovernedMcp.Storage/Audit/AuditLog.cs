using System.Security.Cryptography;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Audit;

/// <summary>
/// The record on SQLite. An entry and the changes that belong to it are one transaction. While an outcome of this process waits
/// to be written, every further write begins with it: nothing new is done before what was done is on record.
/// </summary>
public sealed class AuditLog : IAuditLog
{
    // A row that comes and goes in one transaction still passes through journal and file, with room for a large record.
    private const string Probe =
        "INSERT INTO workflow_standing (workflow, registered_at, suspended_reason) VALUES ('', @Stamp, hex(zeroblob(4096))); DELETE FROM workflow_standing WHERE workflow = ''";

    private readonly Ledger _ledger;
    private readonly byte[] _commitKey;
    private readonly OwedOutcomes _owed = new();

    internal AuditLog(Ledger ledger, byte[] commitKey) => (_ledger, _commitKey) = (ledger, commitKey);

    /// <summary>Whether the last attempt to write an outcome failed; the next write tries again.</summary>
    public bool OwesOutcomes => _owed.Any;

    public async Task<long> AppendAsync(AuditEntry entry, params LedgerChange[] changes)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (_owed.Any) await SettleAsync();
        try
        {
            return await _ledger.WriteAsync(transaction => RecordedChanges.Append(transaction, entry, changes));
        }
        catch (AuditUnavailable) when (entry is { Type: AuditTypes.Outcome, IntentSeq: not null })
        {
            _owed.Add(entry, changes);
            throw;
        }
    }

    /// <summary>Whether a record could be written now: commits what a record would need, then has nothing to keep of it.</summary>
    /// <exception cref="AuditUnavailable">It could not.</exception>
    public async Task ProbeAsync()
    {
        if (_owed.Any) await SettleAsync();
        await _ledger.WriteAsync(transaction => transaction.Connection.Run(Probe, ("@Stamp", transaction.Stamp)));
    }

    public string Commit(ReadOnlySpan<byte> value) => Convert.ToHexStringLower(HMACSHA256.HashData(_commitKey, value));

    public Task<SubmitFacts?> FindSubmitAsync(string plan, string workflow, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => SubmitReading.Find(connection, plan, workflow)).WaitAsync(cancel);

    // A write of an owed outcome is the probe: it proves that the record works again, and leaves no gap behind.
    private async Task SettleAsync()
    {
        foreach (var (entry, changes) in _owed.All)
        {
            try
            {
                await _ledger.WriteAsync(transaction => IntentRows.IsOpen(transaction.Connection, entry.IntentSeq!.Value)
                    ? RecordedChanges.Append(transaction, entry, changes)
                    : 0);
            }
            catch (LedgerConflict)
            {
                // The submit was settled otherwise; its intent is closed at the next start.
            }

            _owed.Remove(entry);
        }
    }
}
