using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// Port: the record. A write is durable when the task completes. It takes no cancellation: a caller who hangs up cannot cancel
/// the record.
/// </summary>
public interface IAuditLog
{
    /// <summary>Appends one record and makes the changes that belong to it, in one transaction.</summary>
    /// <returns>The number of the record.</returns>
    /// <exception cref="LedgerConflict">A change no longer fits; nothing was written.</exception>
    /// <exception cref="AuditUnavailable">The record cannot be written; nothing may be done.</exception>
    Task<long> AppendAsync(AuditEntry entry, params LedgerChange[] changes);

    /// <summary>HMAC-SHA-256 under the store's own key, lower-case hexadecimal.</summary>
    string Commit(ReadOnlySpan<byte> value);

    /// <summary>Where a submit stands, for the workflow that made it.</summary>
    Task<SubmitFacts?> FindSubmitAsync(string plan, string workflow, CancellationToken cancel);
}

/// <summary>The record cannot be written.</summary>
public sealed class AuditUnavailable(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What is on store about a submit.</summary>
public sealed record SubmitFacts(string Plan, string Workflow, string Portal, string Form, SubmitState State, string? Reference)
{
    /// <summary>What a person found, when the outcome was unknown and they settled it.</summary>
    public Settlement? Settled { get; init; }
}
