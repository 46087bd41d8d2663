using System.Collections.Concurrent;
using GovernedMcp.Browser.Pages.Forms;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// The filled forms of one session. Those that were not sent go when the page they stand on is gone; those that were stay, so that
/// asking for them again finds out that they were sent.
/// </summary>
public sealed class PlanShelf
{
    private readonly ConcurrentDictionary<string, FilledPlan> _plans = new(StringComparer.Ordinal);

    /// <summary>How the form stood that was put something into last and not sent.</summary>
    internal FormBeginning? Beginning { get; set; }

    public void Put(FilledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plans[plan.Facts.Id] = plan;
    }

    public FilledPlan? Find(string id) => _plans.GetValueOrDefault(id);

    public void Clear()
    {
        Beginning = null;
        foreach (var plan in _plans.Values.Where(plan => !plan.IsUsed)) _plans.TryRemove(plan.Facts.Id, out _);
    }
}

/// <summary>A plan and what the blocks that made it need to send it.</summary>
public sealed class FilledPlan(PlanFacts facts, object state)
{
    private int _used;

    public PlanFacts Facts => facts;
    public object State => state;
    public bool IsUsed => Volatile.Read(ref _used) != 0;

    /// <summary>True for the first who asks, ever.</summary>
    public bool TryUse() => Interlocked.Exchange(ref _used, 1) == 0;
}
