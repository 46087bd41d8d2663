using Dapper;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Registry;

/// <summary>What was observed of workflows: first seen, attested, held by the kill switch.</summary>
internal static class StandingRows
{
    // A workflow is in use when it does something: a refused call does not keep an entry alive.
    private const string Columns =
        """
        SELECT workflow, registered_at AS RegisteredAt, attested_at AS AttestedAt, attested_by AS AttestedBy,
               suspended_at AS SuspendedAt, suspended_by AS SuspendedBy, suspended_reason AS SuspendedReason,
               (SELECT max(ts) FROM audit_record WHERE agent = workflow AND type = 'intent') AS UsedAt
        FROM workflow_standing
        """;

    public static void RequireNotSuspended(LedgerTransaction transaction, string workflow)
    {
        if (Find(transaction.Connection, workflow)?.Suspended is { } held)
            throw new LedgerConflict(Rules.Registry.Suspended, $"workflow `{workflow}` was suspended by {held.By}: {held.Reason}; ask them to resume it");
    }

    public static void Register(LedgerTransaction transaction, string workflow) => transaction.Connection.Execute(
        "INSERT INTO workflow_standing (workflow, registered_at) VALUES (@workflow, @Stamp) ON CONFLICT DO NOTHING", new { workflow, transaction.Stamp });

    public static void Suspend(LedgerTransaction transaction, string workflow, string by, string reason)
    {
        Register(transaction, workflow);
        transaction.Connection.Execute(
            "UPDATE workflow_standing SET suspended_at = @Stamp, suspended_by = @by, suspended_reason = @reason WHERE workflow = @workflow",
            new { workflow, by, reason, transaction.Stamp });
    }

    public static void Resume(LedgerTransaction transaction, string workflow) => transaction.Connection.Execute(
        "UPDATE workflow_standing SET suspended_at = NULL, suspended_by = NULL, suspended_reason = NULL WHERE workflow = @workflow", new { workflow });

    public static void Attest(LedgerTransaction transaction, string workflow, string by)
    {
        Register(transaction, workflow);
        transaction.Connection.Execute(
            "UPDATE workflow_standing SET attested_at = @Stamp, attested_by = @by WHERE workflow = @workflow", new { workflow, by, transaction.Stamp });
    }

    public static Standing? Find(SqliteConnection connection, string workflow) =>
        connection.QuerySingleOrDefault<StandingRow>($"{Columns} WHERE workflow = @workflow", new { workflow })?.Read();

    public static IReadOnlyList<Standing> All(SqliteConnection connection) => Many(connection, "");

    public static IReadOnlyList<Standing> Suspended(SqliteConnection connection) => Many(connection, "WHERE suspended_at IS NOT NULL");

    private static IReadOnlyList<Standing> Many(SqliteConnection connection, string where) =>
        [.. connection.Query<StandingRow>($"{Columns} {where} ORDER BY workflow").Select(row => row.Read())];

    // By property, not by constructor: an expression that is null has no type that a constructor could be matched by.
    private sealed record StandingRow
    {
        public required string Workflow { get; init; }
        public required string RegisteredAt { get; init; }
        public string? AttestedAt { get; init; }
        public string? AttestedBy { get; init; }
        public string? SuspendedAt { get; init; }
        public string? SuspendedBy { get; init; }
        public string? SuspendedReason { get; init; }
        public string? UsedAt { get; init; }

        public Standing Read() => new()
        {
            Workflow = Workflow,
            RegisteredAt = AuditRecord.ReadTime(RegisteredAt),
            AttestedAt = Time(AttestedAt),
            AttestedBy = AttestedBy,
            Suspended = Time(SuspendedAt) is { } at ? new Suspension(SuspendedBy!, at, SuspendedReason!) : null,
            LastUsedAt = Time(UsedAt),
        };

        private static DateTimeOffset? Time(string? text) => text is null ? null : AuditRecord.ReadTime(text);
    }
}
