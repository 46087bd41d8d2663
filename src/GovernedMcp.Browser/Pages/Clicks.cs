using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>Clicks an element as a person would: it must be there, alone, usable and not covered.</summary>
internal static class Clicks
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(15);

    // Most links lead away at once. Some are the page's own affair, or lead where one is.
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(1.5);

    /// <exception cref="BlockFault">It did not become clickable in time.</exception>
    public static Task ClickAsync(BrowserSession session, Locator locator, TimeSpan within, CancellationToken cancel) =>
        ClickAsync(session, locator, "point", new { locator }, answer => LocatorFaults.Of(locator, answer), within, cancel);

    /// <summary>The same where another script finds the place, and knows other reasons why not.</summary>
    public static async Task ClickAsync(BrowserSession session, Locator locator, string script, object ask, Func<JsonElement, BlockFault> fault, TimeSpan within, CancellationToken cancel)
    {
        var found = await FindAsync(session, script, ask, fault, within, cancel);
        LocatorFaults.TellFallback(session, locator, found);
        await PressAsync(session, found, TimeSpan.FromSeconds(10), cancel);
    }

    /// <summary>What a script answers once it finds what it looks for; where it does not in time, the fault that its last answer means.</summary>
    public static async Task<JsonElement> FindAsync(BrowserSession session, string script, object ask, Func<JsonElement, BlockFault> fault, TimeSpan within, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await TryAsync(session, script, ask, cancel);
            if (answer is { } found && found.GetProperty("outcome").GetString() == "ok") return found;
            if (TimeProvider.System.GetElapsedTime(start) > within)
                throw answer is { } last ? fault(last) : new BlockFault(Rules.Pages.Changed, "the page did not come to rest; try again");
            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Presses where a script found something; of a link to another address it is waited for that.</summary>
    /// <returns>Which part of the page a link is to take to another address; null where it is none.</returns>
    public static async Task<string?> PressAsync(BrowserSession session, JsonElement found, TimeSpan within, CancellationToken cancel)
    {
        var away = found.TryGetProperty("away", out var part) ? part.GetString() : null;
        var keyed = found.TryGetProperty("keyed", out var key) && key.GetBoolean();
        using var departure = new Departure(session.Page);
        var (x, y) = ((float)found.GetProperty("x").GetDouble(), (float)found.GetProperty("y").GetDouble());
        await session.WithPageAsync(
            async page =>
            {
                if (keyed) await page.Keyboard.PressAsync("Enter");
                else await page.Mouse.ClickAsync(x, y);
                return true;
            },
            within,
            cancel);
        var start = TimeProvider.System.GetTimestamp();
        while (away is not null && !departure.IsOver(away) && TimeProvider.System.GetElapsedTime(start) < Leaving) await Task.Delay(Look, cancel);
        return away;
    }

    /// <summary>Presses at a point of a form, and the key where that is what does it.</summary>
    public static Task PressAsync(BrowserSession session, FramePoint point, CancellationToken cancel) => session.WithPageAsync(
        async page =>
        {
            if (point.Keyed) await page.Keyboard.PressAsync("Space");
            else await page.Mouse.ClickAsync((float)point.X, (float)point.Y);
            if (point.Enter) await page.Keyboard.PressAsync("Enter");
            return true;
        },
        TimeSpan.FromSeconds(5),
        cancel);

    /// <returns>What the script answers; null: the page was on its way to another one.</returns>
    public static async Task<JsonElement?> TryAsync(BrowserSession session, string script, object? ask, CancellationToken cancel)
    {
        try
        {
            return await session.RunAsync(script, ask, cancel);
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            return null;
        }
    }
}
