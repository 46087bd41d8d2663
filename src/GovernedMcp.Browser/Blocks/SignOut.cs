using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary>Signs a session out at its portal by the page's own control, and tells only of what was seen to happen.</summary>
internal static class SignOut
{
    // A page that asks whether one is sure shows the same words again.
    private const int MostPresses = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<SignOutState> RunAsync(BrowserSession session, CancellationToken cancel)
    {
        for (var presses = 0; presses < MostPresses; presses++)
        {
            var control = await session.RunAsync("sign_out", new { press = false }, cancel);
            if (!control.GetProperty("offered").GetBoolean()) return presses == 0 ? SignOutState.NotOffered : SignOutState.Out;
            var leaving = new WireRule.SigningOut(control.GetProperty("method").GetString()!, control.GetProperty("origin").GetString()!, control.GetProperty("path").GetString()!);
            using var wire = session.Wire.Under(leaving);
            var (place, keptBack) = (session.Page.Url, session.Notes.LastKeptBack);
            await PressAsync(session, cancel);
            var isOut = await IsOutAsync(session, leaving, place, cancel);
            if (!leaving.IsTaken && session.Notes.LastKeptBack != keptBack) return SignOutState.KeptBack;
            if (isOut) return SignOutState.Out;
            if (!leaving.IsTaken && session.Page.Url == place) break;
        }

        return SignOutState.Unseen;
    }

    private static async Task PressAsync(BrowserSession session, CancellationToken cancel)
    {
        try
        {
            await session.RunAsync("sign_out", new { press = true }, cancel);
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            // It was pressed, and the page went.
        }
    }

    // What was pressed may take a while to be sent, and the context must not end before.
    private static async Task<bool> IsOutAsync(BrowserSession session, WireRule.SigningOut leaving, string place, CancellationToken cancel)
    {
        for (var start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < Patience; await Task.Delay(Pause, cancel))
        {
            await session.SettleAsync(cancel);
            if (leaving is { Method: not "GET", IsTaken: true }) return true;
            try
            {
                var offered = (await session.RunAsync("sign_out", new { press = false }, cancel)).GetProperty("offered").GetBoolean();
                if (!offered && (leaving.IsTaken || session.Page.Url != place || await SessionEnd.IsShownAsync(session, cancel))) return true;
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault))
            {
                // It goes to another page just now.
            }
        }

        return false;
    }
}

/// <summary>What came of signing out at the portal.</summary>
internal enum SignOutState
{
    /// <summary>The page has no control for it.</summary>
    NotOffered,

    /// <summary>It was pressed, and its request went or the page offers it no more.</summary>
    Out,

    /// <summary>It was pressed, and the page could not send what it wanted to.</summary>
    KeptBack,

    /// <summary>It was pressed, and nothing was seen of it.</summary>
    Unseen,
}
