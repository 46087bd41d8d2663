using GovernedMcp.Governance.Audit;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Database;

/// <summary>One writing transaction: where the log ends in it, and the connection to change tables with.</summary>
internal sealed class LedgerTransaction(SqliteConnection connection, RecordInsert insert, LogPlace place, TimeProvider clock)
{
    public SqliteConnection Connection => connection;

    /// <summary>The process that writes.</summary>
    public string Node => place.Node;

    /// <summary>The end of the log as this transaction leaves it.</summary>
    public ChainHead Head { get; internal set; } = ChainHead.Empty;

    /// <summary>The time of this change: one moment for its record and its tables, as exact as a record states it.</summary>
    public DateTimeOffset Now { get; private set; } = Truncated(clock);

    /// <summary><see cref="Now"/> in the form of the log and the tables.</summary>
    public string Stamp => AuditRecord.WriteTime(Now);

    /// <summary>Begins the next change of the same transaction.</summary>
    internal void Next() => Now = Truncated(clock);

    /// <summary>Writes one record after the last.</summary>
    /// <returns>Its number.</returns>
    public long Append(AuditEntry entry, params IReadOnlyList<LedgerChange> changes)
    {
        var record = AuditRecord.Seal(entry, changes, Head, place, Now);
        var leaf = AuditChain.Leaf(record.Body.Span);
        var link = AuditChain.Link(record.Seq, Head.Link.Span, leaf);
        insert.Run(record, leaf, link);
        Head = new(record.Seq, link);
        return record.Seq;
    }

    private static DateTimeOffset Truncated(TimeProvider clock) => AuditRecord.ReadTime(AuditRecord.WriteTime(clock.GetUtcNow()));
}
