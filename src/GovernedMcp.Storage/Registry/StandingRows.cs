using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Database;
using GovernedMcp.Storage.SignIns;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Registry;

/// <summary>What was observed of workflows: first seen, attested, held by the kill switch.</summary>
internal static class StandingRows
{
    // A workflow is in use when it does something: a refused call does not keep an entry alive.
    private const string Columns =
        """
        SELECT workflow, registered_at, attested_at, attested_by, suspended_at, suspended_by, suspended_reason,
               (SELECT max(ts) FROM audit_record WHERE agent = workflow AND type = 'intent')
        FROM workflow_standing
        """;

    public static void RequireNotSuspended(LedgerTransaction transaction, string workflow)
    {
        if (Find(transaction.Connection, workflow)?.Suspended is { } held)
            throw new LedgerConflict(Rules.Registry.Suspended, $"workflow `{workflow}` was suspended by {held.By}: {held.Reason}; ask them to resume it");
    }

    public static void Register(LedgerTransaction transaction, string workflow) => transaction.Connection.Run(
        "INSERT INTO workflow_standing (workflow, registered_at) VALUES (@workflow, @stamp) ON CONFLICT DO NOTHING", ("@workflow", workflow), ("@stamp", transaction.Stamp));

    public static void Suspend(LedgerTransaction transaction, string workflow, string by, string reason)
    {
        Register(transaction, workflow);
        KeptRows.Delete(transaction, workflow);
        transaction.Connection.Run(
            "UPDATE workflow_standing SET suspended_at = @stamp, suspended_by = @by, suspended_reason = @reason WHERE workflow = @workflow",
            ("@workflow", workflow), ("@by", by), ("@reason", reason), ("@stamp", transaction.Stamp));
    }

    public static void Resume(LedgerTransaction transaction, string workflow) => transaction.Connection.Run(
        "UPDATE workflow_standing SET suspended_at = NULL, suspended_by = NULL, suspended_reason = NULL WHERE workflow = @workflow", ("@workflow", workflow));

    public static void Attest(LedgerTransaction transaction, string workflow, string by)
    {
        Register(transaction, workflow);
        transaction.Connection.Run(
            "UPDATE workflow_standing SET attested_at = @stamp, attested_by = @by WHERE workflow = @workflow", ("@workflow", workflow), ("@by", by), ("@stamp", transaction.Stamp));
    }

    public static Standing? Find(SqliteConnection connection, string workflow) =>
        connection.Rows($"{Columns} WHERE workflow = @workflow", Read, ("@workflow", workflow)) is [var standing] ? standing : null;

    public static IReadOnlyList<Standing> All(SqliteConnection connection) => Many(connection, "");

    public static IReadOnlyList<Standing> Suspended(SqliteConnection connection) => Many(connection, "WHERE suspended_at IS NOT NULL");

    private static List<Standing> Many(SqliteConnection connection, string where) => connection.Rows($"{Columns} {where} ORDER BY workflow", Read);

    private static Standing Read(SqliteDataReader row) => new()
    {
        Workflow = row.GetString(0),
        RegisteredAt = AuditRecord.ReadTime(row.GetString(1)),
        AttestedAt = Time(row.TextOrNull(2)),
        AttestedBy = row.TextOrNull(3),
        Suspended = Time(row.TextOrNull(4)) is { } at ? new Suspension(row.GetString(5), at, row.GetString(6)) : null,
        LastUsedAt = Time(row.TextOrNull(7)),
    };

    private static DateTimeOffset? Time(string? text) => text is null ? null : AuditRecord.ReadTime(text);
}
