namespace GovernedMcp.DemoPortal.Lab;

/// <summary>What the pages of the lab remember: the forms that arrived, which address misbehaved already, and the order of the moving list.</summary>
internal sealed class LabBook
{
    private const int Jobs = 60;

    private readonly Lock _gate = new();
    private readonly List<LabReceipt> _receipts = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private List<int> _jobs = [];

    public LabBook() => Reset();

    public IReadOnlyList<LabReceipt> Receipts
    {
        get
        {
            lock (_gate) return [.. _receipts];
        }
    }

    /// <returns>How many have arrived, this one included.</returns>
    public int Add(LabReceipt receipt)
    {
        lock (_gate)
        {
            _receipts.Add(receipt);
            return _receipts.Count;
        }
    }

    /// <summary>True the first time only.</summary>
    public bool IsFirst(string what)
    {
        lock (_gate) return _asked.Add(what);
    }

    /// <summary>A page of the moving list. The first time that <paramref name="whose"/> list is turned to its second page, its last job comes to the top.</summary>
    public IReadOnlyList<int> JobsOf(string whose, int page, int size)
    {
        lock (_gate)
        {
            if (page == 2 && _asked.Add($"jobs of {whose}"))
            {
                _jobs.Insert(0, _jobs[^1]);
                _jobs.RemoveAt(Jobs);
            }

            return [.. _jobs.Skip((page - 1) * size).Take(size)];
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _receipts.Clear();
            _asked.Clear();
            _jobs = [.. Enumerable.Range(1, Jobs)];
        }
    }
}
