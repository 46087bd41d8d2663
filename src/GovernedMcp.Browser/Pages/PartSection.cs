using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>Sees to it that the session is at the section that a part stands in. Stays where it is when it is there already, filters and all.</summary>
internal static class PartSection
{
    public static async Task EnsureAsync(BrowserSession session, string? name, CancellationToken cancel)
    {
        if (name is null || !session.Portal.Sections.TryGetValue(name, out var section)) return;
        if (await IsAtAsync(session, section, cancel)) return;
        await GoAsync(session, section, cancel);
    }

    private static async Task<bool> IsAtAsync(BrowserSession session, Section section, CancellationToken cancel)
    {
        if (!Uri.TryCreate(session.Page.Url, UriKind.Absolute, out var here) || here.Scheme is not ("http" or "https")) return false;
        if (section.Url is { } url && !url.Contains('{', StringComparison.Ordinal))
        {
            var there = PageAddress.Under(session.Portal, url);
            return Origins.Of(here) == Origins.Of(there) && here.AbsolutePath.TrimEnd('/') == there.AbsolutePath.TrimEnd('/')
                && (there.Query.Length == 0 || here.Query == there.Query);
        }

        return section.Ready is { } ready && await PageConditions.HoldsAsync(session, ready, cancel);
    }

    private static async Task GoAsync(BrowserSession session, Section section, CancellationToken cancel)
    {
        if (section.Url is not { } url || url.Contains('{', StringComparison.Ordinal))
            throw new BlockFault(Rules.Pages.NotReady, $"the session is not at section `{section.Name}`; call portal_navigate first");
        var address = PageAddress.Under(session.Portal, url).AbsoluteUri;
        var deadline = TimeSpan.FromSeconds(20);
        await session.WithPageAsync(page => page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit, Timeout = 20_000 }), deadline, cancel);
        if (section.Ready is { } ready && await PageConditions.WaitForAsync(session, [ready], deadline, cancel) < 0)
            throw new BlockFault(Rules.Pages.NotReady, $"section `{section.Name}` did not get ready; try again later");
    }
}
