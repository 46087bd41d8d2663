using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.SignIns;

/// <summary>The rows of what people have to do.</summary>
internal static class HandOffRows
{
    public static int Begin(LedgerTransaction transaction, string id, HandOff what)
    {
        transaction.Connection.Run("DELETE FROM hand_off WHERE until <= @now", ("@now", transaction.Stamp));
        return transaction.Connection.Run(
            "INSERT INTO hand_off (id, workflow, portal, title, kind, say, until) VALUES (@id, @workflow, @portal, @title, @kind, @say, @until)",
            ("@id", id), ("@workflow", what.Workflow), ("@portal", what.Portal), ("@title", what.Title), ("@kind", what.Kind.ToString()), ("@say", what.Say), ("@until", AuditRecord.WriteTime(what.Until)));
    }

    public static int End(LedgerTransaction transaction, string id) => transaction.Connection.Run("DELETE FROM hand_off WHERE id = @id", ("@id", id));

    public static IReadOnlyList<HandOff> Waiting(SqliteConnection connection, DateTimeOffset now) => connection.Rows(
        "SELECT workflow, portal, title, kind, say, until FROM hand_off WHERE until > @now ORDER BY until",
        row => new HandOff(row.GetString(0), row.GetString(1), row.GetString(2), Enum.Parse<HandOffKind>(row.GetString(3)), row.GetString(4), AuditRecord.ReadTime(row.GetString(5))),
        ("@now", AuditRecord.WriteTime(now)));
}
