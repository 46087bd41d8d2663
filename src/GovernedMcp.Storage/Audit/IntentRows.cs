using Dapper;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Audit;

/// <summary>The intents that have no outcome yet, and which process owes it.</summary>
internal static class IntentRows
{
    public static void Open(LedgerTransaction transaction, long seq, string? plan) =>
        transaction.Connection.Execute("INSERT INTO open_intent (seq, node, plan) VALUES (@seq, @Node, @plan)", new { seq, transaction.Node, plan });

    // INVARIANT: an intent ends once.
    public static void Close(LedgerTransaction transaction, long seq)
    {
        if (transaction.Connection.Execute("DELETE FROM open_intent WHERE seq = @seq", new { seq }) == 0)
            throw new InvalidOperationException($"record {seq} is no intent that is still open");
    }

    public static bool IsOpen(SqliteConnection connection, long seq) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM open_intent WHERE seq = @seq)", new { seq });

    public static IReadOnlyList<OpenIntent> All(SqliteConnection connection) =>
        connection.Rows(
            "SELECT open_intent.seq, open_intent.node, open_intent.plan, body FROM open_intent JOIN audit_record USING (seq) ORDER BY seq",
            row => new OpenIntent(row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.Bytes(3)));
}

internal sealed record OpenIntent(long Seq, string Node, string? Plan, byte[] Body);
