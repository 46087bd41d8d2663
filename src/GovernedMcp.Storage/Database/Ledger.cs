using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using GovernedMcp.Governance.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>
/// The one connection of this process to the store, and the one thread that uses it. Writes that wait together are committed
/// together; each of them succeeds or fails by itself, and none is answered before the commit is on disk.
/// </summary>
[SuppressMessage("Reliability", "CA2213", Justification = "The queue holds nothing that needs disposing, and late callers still ask it")]
internal sealed class Ledger : IDisposable
{
    private const int MostTogether = 64;

    private readonly SqliteConnection _connection;
    private readonly RecordInsert _insert;
    private readonly LedgerBatch _batch;
    private readonly LedgerTransaction _transaction;
    private readonly BlockingCollection<LedgerJob> _queue = [];
    private readonly Thread _thread;
    private bool _closed;

    private Ledger(SqliteConnection connection, LogPlace place, WaitingRoom room, TimeProvider clock)
    {
        _connection = connection;
        Place = place;
        _insert = new RecordInsert(connection);
        _transaction = new LedgerTransaction(connection, _insert, place, clock);
        _batch = new LedgerBatch(connection, _transaction, room);
        _thread = new Thread(Work) { IsBackground = true, Name = "ledger" };
        _thread.Start();
    }

    public LogPlace Place { get; }

    /// <exception cref="StoreUnavailable">The store cannot be opened or written.</exception>
    public static Ledger Open(DataFolder folder, string node, TimeProvider clock)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteOpening.Writable(folder.Database);
            SqliteOpening.LeaveWaitingToCaller(connection);
            var place = LedgerStart.Prepare(connection, folder, node, clock);
            return new Ledger(connection, place, new WaitingRoom(folder.WaitingRoom), clock);
        }
        catch (Exception fault) when (fault is SqliteException or StoreUnavailable or CanonicalJsonFault)
        {
            connection?.Dispose();
            if (fault is StoreUnavailable) throw;
            throw new StoreUnavailable($"the database `{folder.Database}` cannot be opened: {LedgerStart.Explain(fault)}", fault);
        }
    }

    /// <exception cref="AuditUnavailable">The store cannot be read.</exception>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read) => Queue(new LedgerJob<T>(() => read(_connection), writes: false));

    /// <summary>Runs one change of the store. Whatever it throws undoes it, and it alone.</summary>
    /// <exception cref="AuditUnavailable">The change cannot be committed.</exception>
    public Task<T> WriteAsync<T>(Func<LedgerTransaction, T> write) => Queue(new LedgerJob<T>(() => write(_transaction), writes: true));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, true)) return;
        _queue.CompleteAdding();
        _thread.Join();
        _insert.Dispose();
        _batch.Dispose();
        _connection.Dispose();
    }

    private Task<T> Queue<T>(LedgerJob<T> job)
    {
        try
        {
            _queue.Add(job);
        }
        catch (InvalidOperationException closed)
        {
            // Adding is over. The queue is never disposed, so that a late caller is told this and nothing else.
            throw new AuditUnavailable("the record is closed: the server is stopping; nothing was done", closed);
        }

        return job.Done;
    }

    private void Work()
    {
        var writes = new List<LedgerJob>(MostTogether);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            Take(first, writes);
            while (writes.Count < MostTogether && _queue.TryTake(out var next)) Take(next, writes);
            if (writes.Count > 0) _batch.Commit(writes);
            writes.Clear();
        }
    }

    private void Take(LedgerJob next, List<LedgerJob> writes)
    {
        if (next.Writes) writes.Add(next);
        else _batch.Read(next);
    }
}
