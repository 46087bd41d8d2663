using System.Collections.Concurrent;
using GovernedMcp.Browser.Egress.Wire;
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

    private readonly ConcurrentDictionary<string, FormBeginning> _beginnings = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, IReadOnlyList<AddedPair>> _additions = new(StringComparer.Ordinal);

    /// <summary>How a form stood that was put something into and not sent. It outlasts a call that meant to leave the page and did not, and the filling of others.</summary>
    internal FormBeginning? BeginningOf(string form) => _beginnings.GetValueOrDefault(form);

    internal void Leave(FormBeginning beginning)
    {
        foreach (var gone in _beginnings.Where(other => other.Value.Document != beginning.Document)) _beginnings.TryRemove(gone);
        _beginnings[beginning.Form] = beginning;
    }

    internal void Forget(string form) => _beginnings.TryRemove(form, out _);

    /// <summary>What the script of a form was seen to add to it, when it was kept back for that.</summary>
    internal IReadOnlyList<AddedPair> AdditionsTo(string form) => _additions.GetValueOrDefault(form, []);

    /// <param name="additions">Null: it differed otherwise, and what was seen before holds no longer.</param>
    internal void Learn(string form, IReadOnlyList<AddedPair>? additions)
    {
        if (additions is null) _additions.TryRemove(form, out _);
        else _additions[form] = additions;
    }

    public void Put(FilledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plans[plan.Facts.Id] = plan;
    }

    public FilledPlan? Find(string id) => _plans.GetValueOrDefault(id);

    public void Clear()
    {
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
