using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>What is done to a database before it is used: schema, first record, and a look at the end of the log.</summary>
internal static class LedgerStart
{
    public static LogPlace Prepare(SqliteConnection connection, DataFolder folder, string node, TimeProvider clock)
    {
        var path = folder.Database;
        using var turn = new LedgerLock(connection, new WaitingRoom(folder.WaitingRoom), SqliteOpening.StartPatience);
        turn.BeginWrite();
        try
        {
            SchemaMigrations.Apply(connection, path, AuditRecord.WriteTime(clock.GetUtcNow()));
            var place = ReadPlace(connection, node) ?? Begin(connection, node, clock);
            CheckEnd(connection, path);
            turn.Commit();
            return place;
        }
        catch
        {
            turn.Abandon();
            throw;
        }
    }

    public static string Explain(Exception fault) => fault is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "another process holds it; try again or stop that process",
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT => "it is damaged; restore it from a backup",
            SQLitePCL.raw.SQLITE_FULL => "the disk is full; free space",
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN => "it cannot be written; make it writable for this user",
            _ => $"SQLite reports {sqlite.SqliteExtendedErrorCode}",
        }
        : "its first record cannot be read; restore it from a backup";

    private static LogPlace? ReadPlace(SqliteConnection connection, string node) =>
        connection.Scalar("SELECT body FROM audit_record WHERE seq = @first", ("@first", AuditChain.First)) is byte[] body
            ? new LogPlace(AuditRecord.Parse(body).LogId, node)
            : null;

    private static LogPlace Begin(SqliteConnection connection, string node, TimeProvider clock)
    {
        if (connection.Scalar("SELECT 1 FROM audit_record LIMIT 1") is not null)
            throw new StoreUnavailable("the log has records but no first one; restore it from a backup");
        var place = new LogPlace(Ids.New("log"), node);
        using var insert = new RecordInsert(connection);
        new LedgerTransaction(connection, insert, place, clock).Append(LedgerEntries.Genesis(place.LogId, clock.GetUtcNow()));
        return place;
    }

    // The whole log is for `audit verify`; a start looks at the last record and the link before it.
    private static void CheckEnd(SqliteConnection connection, string path)
    {
        var last = connection.Rows("SELECT seq, body, chain FROM audit_record ORDER BY seq DESC LIMIT 2", row => new LogEnd(row.GetInt64(0), row.Bytes(1), row.Bytes(2)));
        var before = last.Count > 1 ? last[1].Chain : AuditChain.Root.Span;
        if (!AuditChain.Link(last[0].Seq, before, AuditChain.Leaf(last[0].Body)).AsSpan().SequenceEqual(last[0].Chain))
            throw new StoreUnavailable($"the end of the log in `{path}` was changed (record {last[0].Seq}); run `audit verify` and restore it from a backup");
    }

    private sealed record LogEnd(long Seq, byte[] Body, byte[] Chain);
}
