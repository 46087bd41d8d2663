using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>Waits for things to become so on a page: as short as the page allows, never for a fixed time.</summary>
internal static class PageConditions
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(120);

    /// <summary>Races conditions: the index of the first that holds, or -1 when none did within the time.</summary>
    public static async Task<int> WaitForAsync(BrowserSession session, IReadOnlyList<PageCondition> conditions, TimeSpan within, CancellationToken cancel)
    {
        var until = TimeProvider.System.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            var met = await NowAsync(session, conditions, cancel);
            if (met >= 0 || TimeProvider.System.GetElapsedTime(until) > within) return met;
            await Task.Delay(pause, cancel);
        }
    }

    /// <summary>Which of the conditions holds now; -1 for none, also while the page is on its way elsewhere.</summary>
    /// <param name="frame">The frame to look in, by CSS selector; null: the page.</param>
    public static async Task<int> NowAsync(BrowserSession session, IReadOnlyList<PageCondition> conditions, CancellationToken cancel, string? frame = null)
    {
        if (conditions.Count == 0) return -1;
        try
        {
            var answer = await session.RunAsync("condition", conditions, cancel, frame);
            if (answer.TryGetProperty("fallback", out var fallback)) session.Notes.Warn($"an element was only found by its fallback no. {fallback.GetInt32()}; the Skill has drifted from the page");
            return answer.GetProperty("met").GetInt32();
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            return -1;
        }
    }

    public static async Task<bool> HoldsAsync(BrowserSession session, PageCondition condition, CancellationToken cancel) =>
        await NowAsync(session, [condition], cancel) == 0;
}
