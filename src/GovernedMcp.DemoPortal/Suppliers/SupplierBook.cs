namespace GovernedMcp.DemoPortal.Suppliers;

/// <summary>The suppliers that were registered, each as its fields, in the order of arrival.</summary>
internal sealed class SupplierBook
{
    private readonly Lock _gate = new();
    private readonly List<IReadOnlyDictionary<string, string>> _suppliers = [];

    /// <returns>Its number, from 1.</returns>
    public int Add(IReadOnlyDictionary<string, string> supplier)
    {
        lock (_gate)
        {
            _suppliers.Add(supplier);
            return _suppliers.Count;
        }
    }

    public IReadOnlyList<IReadOnlyDictionary<string, string>> All()
    {
        lock (_gate) return [.. _suppliers];
    }

    public void Reset()
    {
        lock (_gate) _suppliers.Clear();
    }
}
