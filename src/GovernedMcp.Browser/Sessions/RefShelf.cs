using System.Globalization;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// The refs of snapshots and what they stand for. Numbers are never used again within a session, so an old ref is unknown and never
/// another element.
/// </summary>
internal sealed class RefShelf
{
    private const int Most = 2000;
    private readonly Dictionary<string, RefTarget> _targets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _last;

    public string Put(RefTarget target)
    {
        lock (_gate)
        {
            if (_targets.Count >= Most) _targets.Clear();
            var name = "e" + (++_last).ToString(CultureInfo.InvariantCulture);
            _targets[name] = target;
            return name;
        }
    }

    public RefTarget? Find(string name)
    {
        lock (_gate) return _targets.GetValueOrDefault(name);
    }

    public void Clear()
    {
        lock (_gate) _targets.Clear();
    }
}

/// <summary>One element as it is found again: the n-th of so many of its role and name, and what stands beside it where there are several.</summary>
/// <param name="Address">Where the page was: a ref is good for no other.</param>
internal sealed record RefTarget(string Role, string Name, int At, int Of, string? Near, string? Address);
