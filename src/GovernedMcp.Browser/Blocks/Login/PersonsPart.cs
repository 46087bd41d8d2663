using System.Globalization;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>
/// The part of signing in that only a person can do. Whoever is at the client is asked, and it is listed for whoever looks; what counts
/// is the page alone, which is looked at until it goes on.
/// </summary>
internal sealed class PersonsPart(BrowserSession session, ISignInStore store, BlockRun run, string workflow, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tell = TimeSpan.FromSeconds(5);

    /// <exception cref="BlockFault">They will not, or nobody did it in time.</exception>
    public async Task WaitAsync(LoginStep.HandOff step, LoginRecipe recipe, CancellationToken cancel)
    {
        var (id, portal) = (Ids.New("handoff"), session.Portal);
        var what = new HandOff(workflow, portal.Name, portal.Title, step.Kind, step.Say, clock.GetUtcNow() + step.Within);
        await store.BeginHandOffAsync(id, what);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var answer = run.AskPersonAsync(what, asking.Token);
        try
        {
            await LookAsync(step, recipe, what, answer, cancel);
        }
        finally
        {
            await asking.CancelAsync();
            await QuietlyAsync(answer);
            await store.EndHandOffAsync(id);
        }
    }

    private async Task LookAsync(LoginStep.HandOff step, LoginRecipe recipe, HandOff what, Task<bool?> answer, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        PageCondition[] ends = [.. recipe.Failures.Select(failure => failure.When), .. recipe.Success is { } success ? [success] : Array.Empty<PageCondition>()];
        for (var told = 0; ;)
        {
            // What failed or succeeded is for whoever waits for the outcome to tell.
            if (await PageConditions.NowAsync(session, ends, cancel) >= 0 || await IsOverAsync(step.When!, cancel)) return;
            if (answer.IsCompleted && await answer is false)
                throw new BlockFault(Rules.Login.HandOffDeclined, $"a person has to help signing in to `{what.Portal}`, and the one at this client will not; do not try again unless they ask for it");
            var since = TimeProvider.System.GetElapsedTime(start);
            if (since > step.Within) throw Late(what, step.Within);
            if (since >= Tell * told) run.Progress.Report(new BlockProgress(++told, null, Sentence(what, step.Within - since)));
            await Task.Delay(Look, cancel);
        }
    }

    // Twice in a row: between two pages nothing holds.
    private async Task<bool> IsOverAsync(PageCondition waiting, CancellationToken cancel)
    {
        for (var looks = 0; looks < 2; looks++)
        {
            if (await PageConditions.HoldsAsync(session, waiting, cancel)) return false;
            await session.SettleAsync(cancel);
        }

        return true;
    }

    private static BlockFault Late(HandOff what, TimeSpan within) => new(
        Rules.Login.HandOffLate,
        string.Create(CultureInfo.InvariantCulture, $"a person has to help signing in to `{what.Portal}` ({what.Kind.ToString().ToLowerInvariant()}), and nobody did within {within.TotalSeconds:0} seconds; try again when somebody is there"));

    private static string Sentence(HandOff what, TimeSpan left) => string.Create(
        CultureInfo.InvariantCulture, $"{what.Title} waits for a person ({what.Kind.ToString().ToLowerInvariant()}), {Math.Max(0, left.TotalSeconds):0} seconds left: {what.Say}");

    private static async Task QuietlyAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // The question was taken back.
        }
    }
}
