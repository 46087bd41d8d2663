using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Workshop;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Navigate;

/// <summary>The way to a section: by address or by clicks; then its parameters are set, and the page is waited for.</summary>
public static class SectionRoad
{
    private const string Address = "path:";

    private static readonly TimeSpan ClickPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(20);

    /// <summary>Goes to a declared section. Other blocks use it to get to where their part is.</summary>
    /// <exception cref="BlockFault">Among others <see cref="Rules.Sessions.Expired"/>: the portal asks to sign in again.</exception>
    public static async Task GoAsync(BrowserSession session, Section section, IReadOnlyDictionary<string, FieldValue> given, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(section);
        var parameters = new SectionParameters(section, given);
        if (section.Url is { } url) await Visits.GoAsync(session, PageAddress.Under(session.Portal, parameters.Fill(url)), cancel);
        else await ClickThroughAsync(session, section.Path, cancel);
        await ReadyAsync(session, section, cancel);
        foreach (var (parameter, value) in parameters.OnPage) await SetAsync(session, parameter, value, cancel);
        if (parameters.OnPage.Any()) await ReadyAsync(session, section, cancel);
        session.Way = new SectionWay(again => GoAsync(session, section, given, again), session.Page.Url);
    }

    /// <summary>Goes to a section that nobody declared: <c>path:/orders</c>, or what a link or menu item says.</summary>
    /// <param name="withheld">What the caller is not shown, and so is not followed either.</param>
    /// <returns>See <see cref="FoundLead.FollowAsync"/>.</returns>
    internal static async Task<string?> GoAsync(BrowserSession session, string found, Withheld withheld, CancellationToken cancel)
    {
        if (SoundsLikeActs.SignsOut(found.Trim())) throw new BlockFault(Rules.Navigation.SignsOut, "this signs out at the portal, which would end the session; where that is wanted, call portal_session with action `logout`");
        string? leads = null;
        if (IsAddress(found))
        {
            await Visits.GoAsync(session, PageAddress.Under(session.Portal, found[Address.Length..]), cancel);
        }
        else
        {
            session.Plans.Clear();
            // A page that hung was given up for an empty one, which offers nothing.
            if (session.Page.Url == "about:blank") await Visits.GoAsync(session, session.Home ?? session.Portal.BaseUrl, cancel);
            leads = await FoundLead.FollowAsync(session, found, withheld, cancel);
        }

        await session.SettleAsync(cancel);
        await ThrowIfExpiredAsync(session, cancel);
        session.Way = null;
        return leads;
    }

    /// <summary>A section that nobody declared is asked for by its address, not by what leads to it.</summary>
    internal static bool IsAddress(string found) => found.StartsWith(Address, StringComparison.Ordinal);

    private static async Task ClickThroughAsync(BrowserSession session, IReadOnlyList<Locator> path, CancellationToken cancel)
    {
        session.Plans.Clear();
        for (var step = 0; step < path.Count; step++)
        {
            // The way starts where one is; if its beginning is not there, where one was after signing in.
            var start = step == 0 && await IsHereAsync(session, path[0], cancel) ? null : step == 0 ? session.Home ?? session.Portal.BaseUrl : null;
            if (start is not null) await Visits.GoAsync(session, start, cancel);
            await Clicks.ClickAsync(session, path[step], ClickPatience, cancel);
            await session.SettleAsync(cancel);
        }
    }

    private static Task<bool> IsHereAsync(BrowserSession session, Locator locator, CancellationToken cancel) =>
        PageConditions.HoldsAsync(session, new PageCondition.Visible(locator), cancel);

    private static async Task SetAsync(BrowserSession session, SectionParameter parameter, string value, CancellationToken cancel)
    {
        var args = new { locator = parameter.Set, plain = value, local = SectionParameters.Local(parameter, value, session.Portal.Locale) };
        var answer = await session.RunAsync("choose", args, cancel);
        switch (answer.GetProperty("outcome").GetString())
        {
            case "ok":
                LocatorFaults.TellFallback(session, parameter.Set!, answer);
                break;
            case "no_option":
                var options = answer.GetProperty("names").EnumerateArray().Select(name => Escaped.Short(name.GetString() ?? "")).ToList();
                throw new BlockFault(Rules.Navigation.Parameter, $"the page offers no `{Escaped.Short(value)}` for the parameter `{parameter.Name}`") { Allowed = options };
            default:
                throw LocatorFaults.Of(parameter.Set!, answer);
        }

        if (parameter.Apply is { } apply) await Clicks.ClickAsync(session, apply, ClickPatience, cancel);
        await session.SettleAsync(cancel);
    }

    /// <summary>Waits for what the Skill says makes the section ready; meanwhile the portal may say that it is down or the session over.</summary>
    private static async Task ReadyAsync(BrowserSession session, Section section, CancellationToken cancel)
    {
        var portal = session.Portal;
        var waits = portal.Quirks.Where(quirk => quirk.On == section.Name).Select(quirk => quirk.Wait);
        PageCondition[] all = [.. section.Ready is { } ready ? [ready] : Array.Empty<PageCondition>(), .. waits];
        if (all.Length == 0)
        {
            await session.SettleAsync(cancel);
            await ThrowIfExpiredAsync(session, cancel);
            return;
        }

        PageCondition[] race = [new PageCondition.AllOf(all), .. portal.Failures.Select(failure => failure.When), .. portal.Session.Expired is { } expired ? [expired] : Array.Empty<PageCondition>()];
        var met = await PageConditions.WaitForAsync(session, race, ReadyPatience, cancel);
        if (met == 0) return;
        if (met > 0 && met <= portal.Failures.Count) throw Failure(portal, portal.Failures[met - 1]);
        if (met > 0) throw SessionEnd.Fault(portal);
        await ThrowIfExpiredAsync(session, cancel);
        throw new BlockFault(Rules.Pages.NotReady, $"section `{section.Name}` of portal `{portal.Name}` did not get ready; look at it with portal_read, or tell the owner of the Skill");
    }

    private static async Task ThrowIfExpiredAsync(BrowserSession session, CancellationToken cancel)
    {
        var portal = session.Portal;
        var met = await PageConditions.NowAsync(session, [.. portal.Failures.Select(failure => failure.When)], cancel);
        if (met >= 0) throw Failure(portal, portal.Failures[met]);
        if (await SessionEnd.IsShownAsync(session, cancel)) throw SessionEnd.Fault(portal);
    }

    private static BlockFault Failure(Portal portal, FailureRule failure) => new(
        Rules.Pages.Portal,
        $"portal `{portal.Name}` reports `{failure.Code}`; {(failure.RetryAfter is { } wait ? $"try again in {wait.TotalMinutes:0} minutes" : "try again later")}");
}
