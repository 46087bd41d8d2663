using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// Settles an unknown outcome by asking for the form once more, at the address where it was filled: where it holds by itself what was changed, that was stored.
/// A form for something new is empty there, which proves nothing.
/// </summary>
internal static class SettleByForm
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    public static async Task<SubmitEnding> TryAsync(BrowserSession session, FormPlanState plan, PlanFacts facts, Uri address, SubmitEnding ending)
    {
        // No page gives a secret back.
        var changes = facts.Changes.Where(change => facts.Values.TryGetValue(change.Field, out var value) && value.Text != FormPlan.Secret).ToList();
        if (plan.Target.Frame is not null || changes.Count == 0) return ending;
        using var limit = new CancellationTokenSource(Within);
        try
        {
            await session.ReadyPageAsync(limit.Token);
            await Visits.GoAsync(session, address, limit.Token);
            var look = await plan.Target.LookAsync(session, patient: true, limit.Token);
            var values = FormPlan.Values(new FormFields(plan.Target, look, session.Portal.Locale));
            return changes.All(change => values.TryGetValue(change.Field, out var now) && now.Equals(facts.Values[change.Field]))
                ? ending with { State = SubmitState.Confirmed, Why = $"{ending.Why}; asked for once more, it holds what was changed" }
                : ending with { Why = $"{ending.Why}; asked for once more, it does not hold what was changed" };
        }
        catch (Exception error) when (error is BlockFault or OperationCanceledException)
        {
            return ending;
        }
    }
}
