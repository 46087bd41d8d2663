using System.Collections.Concurrent;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>Who has a page open on which site of a test. All leave before the site ends: a page that stays open goes on drawing, and hundreds of them keep a machine busy.</summary>
internal static class Visitors
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<Func<Uri?, Task>>> OfSites = new(StringComparer.Ordinal);

    /// <param name="site">Any address of it.</param>
    /// <param name="leave">Goes to the empty page that it is given, to be used by another test; without one, ends.</param>
    public static void Add(Uri site, Func<Uri?, Task> leave) => OfSites.GetOrAdd(site.Authority, _ => []).Add(leave);

    public static async Task LeaveAsync(Uri site, Uri? porch = null)
    {
        if (OfSites.TryRemove(site.Authority, out var visitors)) await Task.WhenAll(visitors.Select(leave => leave(porch)));
    }
}
