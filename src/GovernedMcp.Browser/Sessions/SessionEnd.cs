using GovernedMcp.Browser.Pages;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Sessions;

/// <summary>How one sees that a portal ended a session.</summary>
internal static class SessionEnd
{
    /// <summary>The page says so: as the Skill declares, or else by asking to sign in.</summary>
    /// <param name="frame">The frame to look in, by CSS selector; null: the page.</param>
    public static async Task<bool> IsShownAsync(BrowserSession session, CancellationToken cancel, string? frame = null) => session.Portal.Session.Expired is { } declared
        ? await PageConditions.NowAsync(session, [declared], cancel, frame) == 0
        : (await session.RunAsync("sign_in_state", null, cancel, frame)).GetProperty("asked").GetBoolean();

    public static BlockFault Fault(Portal portal) =>
        new(Rules.Sessions.Expired, $"portal `{portal.Name}` ended the session; sign in again with portal_login");

    /// <summary>It ended right after it was signed in anew. A page that keeps its session alive by a request that may not go looks the same.</summary>
    /// <param name="instead">What is said where no such request was held back.</param>
    public static BlockFault Again(BrowserSession session, BlockFault? instead = null)
    {
        var keptBack = session.Notes.TakeWarnings().Contains(SessionNotes.KeptBack);
        if (!keptBack && instead is not null) return instead;
        return new(Rules.Sessions.Expired, $"portal `{session.Portal.Name}` ended the session again right after it was signed in anew; it is not tried a third time: "
            + (keptBack ? "its page tried to send what this call may not send, see data.page_quotes. If that only keeps one signed in, the owner of the Skill lists it under `writes`" : "ask whoever keeps the account who else uses it"))
        {
            Quotes = keptBack ? session.Notes.TakeQuotes() : [],
        };
    }
}
