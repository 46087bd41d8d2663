using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Pages;

/// <summary>Sees to it that the session is at the section that a part stands in. Stays where it is when it is there already, filters and all.</summary>
internal static class PartSection
{
    private static readonly Dictionary<string, FieldValue> NoParameters = [];

    public static async Task EnsureAsync(BrowserSession session, string? name, CancellationToken cancel)
    {
        if (name is null || !session.Portal.Sections.TryGetValue(name, out var section)) return;
        if (!await IsAtAsync(session, section, cancel)) await SectionRoad.GoAsync(session, section, NoParameters, cancel);
    }

    /// <summary>Goes there anew, wherever the session is.</summary>
    public static async Task GoAsync(BrowserSession session, string? name, CancellationToken cancel)
    {
        if (name is not null && session.Portal.Sections.TryGetValue(name, out var section)) await SectionRoad.GoAsync(session, section, NoParameters, cancel);
    }

    private static async Task<bool> IsAtAsync(BrowserSession session, Section section, CancellationToken cancel)
    {
        if (!Uri.TryCreate(session.Page.Url, UriKind.Absolute, out var here) || here.Scheme is not ("http" or "https")) return false;
        if (section.Url is not { } url || url.Contains('{', StringComparison.Ordinal))
            return section.Ready is { } ready && await PageConditions.HoldsAsync(session, ready, cancel);
        var there = PageAddress.Under(session.Portal, url);
        return Origins.Of(here) == Origins.Of(there) && here.AbsolutePath.TrimEnd('/') == there.AbsolutePath.TrimEnd('/')
            && (there.Query.Length == 0 || here.Query == there.Query);
    }
}
