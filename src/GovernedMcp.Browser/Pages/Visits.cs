using System.Globalization;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>Goes to an address and makes sense of how the portal answers.</summary>
internal static class Visits
{
    private const int MostMoves = 10;

    // https://www.w3.org/TR/navigation-timing-2/ and https://w3c.github.io/resource-timing/#dom-performanceresourcetiming-responsestatus
    private const string Refused = "String(performance.getEntriesByType('navigation')[0]?.responseStatus >= 400)";

    /// <exception cref="BlockFault">Not reached, not let out, or answered with an error; <see cref="Rules.Sessions.Expired"/>: one is to sign in first.</exception>
    public static async Task GoAsync(BrowserSession session, Uri address, CancellationToken cancel)
    {
        session.Plans.Clear();
        var response = await session.WithPageAsync(page => ArriveAsync(page, session.Line, address), session.VisitDeadline, cancel);
        if (response is null) return;
        if (response.Status is 401 or 419 or 440 || (response.Status == 403 && !IsOurs(response) && await AsksToSignInAsync(session, cancel))) throw SessionEnd.Fault(session.Portal);
        Judge(response);
    }

    // Some portals answer whoever is not signed in that he may not, on a page on which he can sign in.
    private static async Task<bool> AsksToSignInAsync(BrowserSession session, CancellationToken cancel)
    {
        await session.SettleAsync(cancel, Settling.Arrival);
        return await SessionEnd.IsShownAsync(session, cancel);
    }

    private static bool IsOurs(IResponse response) => response.Headers.ContainsKey(Denial.Header.ToLowerInvariant());

    // Playwright waits in vain for a document that tried to leave and was kept back; the document itself can tell when it is there.
    private static async Task<IResponse?> ArriveAsync(IPage page, PageLine line, Uri address)
    {
        PageGotoOptions options = new() { WaitUntil = WaitUntilState.Commit, Timeout = 0, Referer = Referrer(page, address) };
        var response = await page.GotoAsync(address.AbsoluteUri, options);
        // Another place of the same document: one that the portal refused is asked for anew. Loading it again would send again what it was the answer to.
        if (response is null && await line.EvaluateAsync(Refused) == "true")
        {
            await page.GotoAsync("about:blank");
            response = await page.GotoAsync(address.AbsoluteUri, options);
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                await line.EvaluateAsync(PageScripts.Arrived);
                return response;
            }
            catch (PlaywrightException error) when (tries < MostMoves && PageFaults.IsMoving(PageFaults.Of(error, browserAlive: true)))
            {
                // It went on to another document.
            }
        }
    }

    // As a link of the page would tell it: some portals refuse an address that one comes to from nowhere. No other origin is told where one was.
    private static string? Referrer(IPage page, Uri address) =>
        Uri.TryCreate(page.Url, UriKind.Absolute, out var here) && here.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority) ? here.GetLeftPart(UriPartial.Query) : null;

    private static void Judge(IResponse response)
    {
        var where = PageAddress.WithoutValues(response.Url);
        var ours = IsOurs(response);
        if (ours && response.Status == 403)
            throw new BlockFault(Rules.Pages.NotAllowed, "the portal leads to an address that is on no origin of its Skill; ask the owner of the Skill") { Quotes = [where] };
        if (ours) throw new BlockFault(Rules.Pages.Unreachable, "the address of the portal cannot be reached; try again later") { Quotes = [where] };
        if (response.Status == 403)
            throw new BlockFault(Rules.Pages.Status, "the portal answered `403`: the account of this session may not go there; ask whoever keeps it") { Quotes = [where] };
        if (response.Status is 404 or 410 or >= 500)
            throw new BlockFault(Rules.Pages.Status, $"the portal answered `{response.Status.ToString(CultureInfo.InvariantCulture)}`; try again later, or check the section's parameters") { Quotes = [where] };
    }
}
