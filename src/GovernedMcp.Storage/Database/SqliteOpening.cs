using GovernedMcp.Governance.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>How a database file is opened, and what it must then be: see docs/adr/0003-sqlite-journal.md.</summary>
internal static class SqliteOpening
{
    /// <summary>STRICT tables need 3.37; every release that has them and a rollback journal is safe.</summary>
    private static readonly Version Oldest = new(3, 37, 0);

    /// <summary>How long a call waits for other processes that write.</summary>
    public static TimeSpan CallPatience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a start waits for them: nobody's call hangs on it, and a server that did not start is a worse answer.</summary>
    public static TimeSpan StartPatience { get; } = TimeSpan.FromSeconds(15);

    // INVARIANT: rollback journal, never WAL: the bundled SQLite may be one whose WAL loses commits when two processes write.
    public static SqliteConnection Writable(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            var journal = (string?)connection.Scalar("PRAGMA journal_mode = TRUNCATE");
            connection.Run("PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_spill = OFF");
            var sync = (long?)connection.Scalar("PRAGMA synchronous");
            if (journal != "truncate" || sync != 3)
                throw new StoreUnavailable($"the database `{path}` runs with journal `{journal}` and sync level {sync}; close every other program that uses it");
            if (Version.Parse(connection.ServerVersion) < Oldest)
                throw new StoreUnavailable($"SQLite {connection.ServerVersion} is too old; version {Oldest} or newer is needed");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// For reading a copy or a live file. No statement writes; but where a writer died in the middle, its half transaction is
    /// undone as SQLite does it, for which the file is opened for writing where that is allowed.
    /// </summary>
    public static SqliteConnection ForReading(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        connection.Run("PRAGMA query_only = ON");
        return connection;
    }

    /// <summary>For a connection whose locks are all taken by <see cref="LedgerLock"/>.</summary>
    public static void LeaveWaitingToCaller(SqliteConnection connection) => SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, 0);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        // Not pooled by the library: whoever opens it keeps it. Its own retry sleeps 150 ms a time, so SQLite waits instead.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, (int)StartPatience.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What a failure of the database means for whoever wanted to write, without paths or SQL.</summary>
    public static AuditUnavailable Explain(SqliteException fault) => fault.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
            new("the record is busy: other processes have held it for 2 s; nothing was done, try again", fault),
        SQLitePCL.raw.SQLITE_FULL => new("the record cannot be written: the disk is full; nothing was done, free space and try again", fault),
        SQLitePCL.raw.SQLITE_READONLY => new("the record cannot be written: its file is read-only or was replaced; nothing was done", fault),
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB =>
            new("the record cannot be written: its file is damaged; nothing was done, restore it from a backup", fault),
        _ => new($"the record cannot be written (SQLite {fault.SqliteExtendedErrorCode}); nothing was done", fault),
    };
}
