using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Storage.Database;

/// <summary>One piece of work waiting for the ledger's own thread.</summary>
internal abstract class LedgerJob(bool writes)
{
    /// <summary>It is committed; otherwise it only reads.</summary>
    public bool Writes => writes;

    public abstract void Run();

    /// <summary>Lets the caller go on; for a write only after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception fault);
}

internal sealed class LedgerJob<T>(Func<T> work, bool writes) : LedgerJob(writes)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Run() => _result = work();

    public override void Complete() => _done.TrySetResult(_result);

    public override void Fail(Exception fault) => _done.TrySetException(fault);
}

/// <summary>A refusal of one write that leaves the others of its batch alone.</summary>
internal static class LedgerRefusal
{
    public static bool Is(Exception fault) =>
        fault is not Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: not SQLitePCL.raw.SQLITE_CONSTRAINT };

    public static Exception Explain(Exception fault) => fault is Microsoft.Data.Sqlite.SqliteException
        ? new AuditUnavailable("the record cannot be written: it contradicts what is on store; nothing was done", fault)
        : fault;
}
