using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Registry;

/// <summary>
/// The observed state of workflows on SQLite. What a workflow used up is counted from the log itself, so every process on the
/// same store counts the same.
/// </summary>
public sealed class WorkflowStandings : IWorkflowStandings
{
    private readonly Ledger _ledger;
    private readonly TimeProvider _clock;

    internal WorkflowStandings(Ledger ledger, TimeProvider clock) => (_ledger, _clock) = (ledger, clock);

    /// <summary>Remembers when each workflow was first loaded. Known ones stay as they are.</summary>
    public async Task RegisterAsync(IEnumerable<string> workflows)
    {
        var names = workflows.ToHashSet(StringComparer.Ordinal);
        names.ExceptWith(await _ledger.ReadAsync(connection => connection.Rows("SELECT workflow FROM workflow_standing", row => row.GetString(0))));
        if (names.Count == 0) return;
        await _ledger.WriteAsync(transaction =>
        {
            foreach (var name in names) StandingRows.Register(transaction, name);
            return names.Count;
        });
    }

    public Task<Circumstances> ReadAsync(Workflow workflow, CancellationToken cancel) =>
        _ledger.ReadAsync(connection => Read(connection, workflow, _clock.GetUtcNow())).WaitAsync(cancel);

    public Task<IReadOnlyList<Standing>> SuspendedAsync(CancellationToken cancel) => _ledger.ReadAsync(StandingRows.Suspended).WaitAsync(cancel);

    /// <summary>Every workflow that was ever loaded, by name.</summary>
    public Task<IReadOnlyList<Standing>> AllAsync(CancellationToken cancel) => _ledger.ReadAsync(StandingRows.All).WaitAsync(cancel);

    private static Circumstances Read(SqliteConnection connection, Workflow workflow, DateTimeOffset now)
    {
        // Never loaded here: it counts from now, and nothing is held against it.
        var standing = StandingRows.Find(connection, workflow.Name) ?? new Standing { Workflow = workflow.Name, RegisteredAt = now };
        return new(now, standing, new Usage(
            Count(connection, "SELECT count(*) FROM (SELECT 1 FROM audit_record WHERE agent = @name AND type = 'intent' AND ts > @from LIMIT @count)", workflow.Limits.Calls),
            Count(connection, "SELECT count(*) FROM (SELECT 1 FROM submit WHERE workflow = @name AND claimed_at > @from LIMIT @count)", workflow.Limits.Submits),
            Count(connection, "SELECT coalesce(sum(rows), 0) FROM audit_record WHERE agent = @name AND type = 'outcome' AND ts > @from", workflow.Limits.Rows),
            LiveSessions: 0));

        // Without a limit there is nothing to count; beyond it, nothing more to know.
        int Count(SqliteConnection on, string sql, Rate? rate) => rate is null
            ? 0
            : (int)Math.Min(int.MaxValue, (long)on.Scalar(sql, ("@name", workflow.Name), ("@count", rate.Count), ("@from", AuditRecord.WriteTime(now - rate.Window)))!);
    }
}
