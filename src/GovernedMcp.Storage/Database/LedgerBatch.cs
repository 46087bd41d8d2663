using GovernedMcp.Governance.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>Commits some writes in one transaction on the end of the log as it is on disk now, whoever wrote there last.</summary>
internal sealed class LedgerBatch(SqliteConnection connection, LedgerTransaction transaction, WaitingRoom room) : IDisposable
{
    private readonly LedgerLock _lock = new(connection, room, SqliteOpening.CallPatience);
    private readonly SqliteCommand _save = Prepare(connection, "SAVEPOINT one");
    private readonly SqliteCommand _keep = Prepare(connection, "RELEASE one");
    private readonly SqliteCommand _undo = Prepare(connection, "ROLLBACK TO one");
    private readonly SqliteCommand _last = Prepare(connection, "SELECT seq, chain FROM audit_record ORDER BY seq DESC LIMIT 1");

    // The furthest end of the log that this process has seen: it may grow past it, never lack it.
    private ChainHead _seen = ChainHead.Empty;

    public void Read(LedgerJob job)
    {
        try
        {
            _lock.BeginRead();
            job.Run();
            _lock.Commit();
            job.Complete();
        }
        catch (Exception fault)
        {
            _lock.Abandon();
            job.Fail(fault is SqliteException sqlite ? SqliteOpening.Explain(sqlite) : fault);
        }
    }

    public void Commit(IReadOnlyList<LedgerJob> jobs)
    {
        var kept = new List<LedgerJob>(jobs.Count);
        try
        {
            _lock.BeginWrite();
            transaction.Head = ReadHead();
            foreach (var job in jobs)
                if (RunOne(job)) kept.Add(job);
            _lock.Commit();
            _seen = transaction.Head;
        }
        catch (Exception fault)
        {
            _lock.Abandon();
            // A refusal was given before; failing it once more changes nothing.
            foreach (var job in jobs) job.Fail(fault is SqliteException sqlite ? SqliteOpening.Explain(sqlite) : fault);
            return;
        }

        foreach (var job in kept) job.Complete();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_save, _keep, _undo, _last]) command.Dispose();
        _lock.Dispose();
    }

    private bool RunOne(LedgerJob job)
    {
        var before = transaction.Head;
        transaction.Next();
        _save.ExecuteNonQuery();
        try
        {
            job.Run();
            _keep.ExecuteNonQuery();
            return true;
        }
        catch (Exception fault) when (LedgerRefusal.Is(fault))
        {
            _undo.ExecuteNonQuery();
            _keep.ExecuteNonQuery();
            transaction.Head = before;
            job.Fail(LedgerRefusal.Explain(fault));
            return false;
        }
    }

    // INVARIANT: nothing is written on a log that lost or changed what this process saw in it.
    private ChainHead ReadHead()
    {
        var head = ReadLast();
        var same = head.Seq == _seen.Seq ? head.Link : LinkAt(_seen.Seq);
        if (head.Seq < _seen.Seq || !same.Span.SequenceEqual(_seen.Link.Span))
            throw new AuditUnavailable($"the record was changed behind this process at number {_seen.Seq}; nothing was done, run `audit verify`");
        return head;
    }

    private ChainHead ReadLast()
    {
        using var row = _last.ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : ChainHead.Empty;
    }

    private ReadOnlyMemory<byte> LinkAt(long seq)
    {
        if (seq < AuditChain.First) return AuditChain.Root;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT chain FROM audit_record WHERE seq = @seq";
        command.Parameters.AddWithValue("@seq", seq);
        return command.ExecuteScalar() as byte[];
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Prepare();
        return command;
    }
}
