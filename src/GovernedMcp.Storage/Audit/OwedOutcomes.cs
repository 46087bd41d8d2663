using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Storage.Audit;

/// <summary>Outcomes that happened and could not be written yet, oldest first.</summary>
internal sealed class OwedOutcomes
{
    private readonly Lock _gate = new();
    private readonly List<(AuditEntry Entry, LedgerChange[] Changes)> _list = [];
    private volatile bool _any;

    public bool Any => _any;

    public IReadOnlyList<(AuditEntry Entry, LedgerChange[] Changes)> All
    {
        get
        {
            lock (_gate) return [.. _list];
        }
    }

    public void Add(AuditEntry entry, LedgerChange[] changes)
    {
        lock (_gate)
        {
            // Told twice how one act ended: the later word stands.
            _list.RemoveAll(owed => owed.Entry.IntentSeq == entry.IntentSeq);
            _list.Add((entry, changes));
            _any = true;
        }
    }

    public void Remove(AuditEntry entry)
    {
        lock (_gate)
        {
            _list.RemoveAll(owed => ReferenceEquals(owed.Entry, entry));
            _any = _list.Count > 0;
        }
    }
}
