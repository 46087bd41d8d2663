using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace GovernedMcp.Storage.Database;

/// <summary>
/// Takes and lets go of the database file among the processes that share it. SQLite's own way of waiting sleeps longer with every
/// try, up to 100 ms, and so starves whoever waits for a busy writer; this asks every millisecond.
/// </summary>
internal sealed class LedgerLock(SqliteConnection connection, WaitingRoom room, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Whoever waited for so long says so.</summary>
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How long others may go first: some commits even of a slow disk, so that whoever waits gets its turn before whoever just had one.
    /// </summary>
    private static readonly TimeSpan Courtesy = SqliteOpening.CallPatience / 2;

    // Never set: waiting for it is a pause of the ledger's own thread.
    private readonly ManualResetEventSlim _never = new();

    /// <summary>From here on nobody else writes.</summary>
    /// <exception cref="SqliteException">Others held it for longer than the patience of this one.</exception>
    public void BeginWrite()
    {
        var began = Stopwatch.GetTimestamp();
        bool occupied;
        while ((occupied = room.Occupied) && Stopwatch.GetElapsedTime(began) < Courtesy) _never.Wait(Pause);
        // Whoever stepped back in vain waits by now itself.
        Take("BEGIN IMMEDIATE", occupied ? TimeSpan.Zero : Impatience);
    }

    /// <summary>From here on everything read is of one moment.</summary>
    public void BeginRead()
    {
        Take("BEGIN", Impatience);
        Take("SELECT 1 FROM sqlite_schema LIMIT 1", Impatience);
    }

    /// <summary>When it returns, what was written is on disk.</summary>
    public void Commit() => Take("COMMIT", Impatience);

    public void Abandon()
    {
        // SQLite may have rolled back by itself; what failed is told to the callers.
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) SQLitePCL.raw.sqlite3_exec(connection.Handle, "ROLLBACK");
    }

    public void Dispose() => _never.Dispose();

    private void Take(string sql, TimeSpan impatience)
    {
        var began = Stopwatch.GetTimestamp();
        SafeFileHandle? waiting = null;
        try
        {
            while (true)
            {
                var code = SQLitePCL.raw.sqlite3_exec(connection.Handle, sql);
                var waited = Stopwatch.GetElapsedTime(began);
                if (code == SQLitePCL.raw.SQLITE_OK) return;
                if (code != SQLitePCL.raw.SQLITE_BUSY || waited > patience) throw Fault(code);
                if (waited > impatience) waiting ??= room.Enter();
                _never.Wait(Pause);
            }
        }
        finally
        {
            waiting?.Dispose();
        }
    }

    private SqliteException Fault(int code) => new(
        SQLitePCL.raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), code, SQLitePCL.raw.sqlite3_extended_errcode(connection.Handle));
}
