using System.Collections.Concurrent;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Browser.Sessions;

/// <summary>The forms of one session that were filled and not sent. Emptied when the page they stand on is gone.</summary>
public sealed class PlanShelf
{
    private readonly ConcurrentDictionary<string, FilledPlan> _plans = new(StringComparer.Ordinal);

    public void Put(FilledPlan plan) => _plans[plan.Facts.Id] = plan;

    public FilledPlan? Find(string id) => _plans.GetValueOrDefault(id);

    public void Remove(string id) => _plans.TryRemove(id, out _);

    public void Clear() => _plans.Clear();
}

/// <summary>A plan and what the blocks that made it need to send it.</summary>
public sealed record FilledPlan(PlanFacts Facts, object State);
