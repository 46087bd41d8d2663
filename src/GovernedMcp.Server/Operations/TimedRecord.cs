using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Signals;

namespace GovernedMcp.Server.Operations;

/// <summary>The record, with a measure of how long every append waits until it is durable. Adds nothing and swallows nothing.</summary>
internal sealed class TimedRecord(IAuditLog record, RoadSignals signals) : IAuditLog
{
    public Task<long> AppendAsync(AuditEntry entry, params LedgerChange[] changes) => signals.RecordAsync(entry.Type, () => record.AppendAsync(entry, changes));

    public string Commit(ReadOnlySpan<byte> value) => record.Commit(value);

    public Task<SubmitFacts?> FindSubmitAsync(string plan, string workflow, CancellationToken cancel) => record.FindSubmitAsync(plan, workflow, cancel);
}
