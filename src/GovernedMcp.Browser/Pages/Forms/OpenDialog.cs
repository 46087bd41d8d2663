using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Sessions;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>A dialog that a page opened over a form: a welcome, a hint. Escape leaves it without choosing anything in it.</summary>
internal static class OpenDialog
{
    private static readonly TimeSpan KeyDeadline = TimeSpan.FromSeconds(5);

    /// <returns>True: Escape was pressed; whether the dialog went is for the page to show.</returns>
    public static async Task<bool> LeaveAsync(BrowserSession session, CancellationToken cancel)
    {
        await EscapeAsync(session, cancel);
        session.Notes.Warn("a dialog lay over the form; it was left by Escape");
        return true;
    }

    /// <summary>Leaves what the page opened last, a dialog or a menu.</summary>
    public static async Task EscapeAsync(BrowserSession session, CancellationToken cancel)
    {
        await session.WithPageAsync(PressAsync, KeyDeadline, cancel);
        await session.SettleAsync(cancel, Settling.Choice);
    }

    private static async Task<bool> PressAsync(Microsoft.Playwright.IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        return true;
    }
}
