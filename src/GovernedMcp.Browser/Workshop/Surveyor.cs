using System.Text.Json;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Workshop;

/// <summary>
/// Looks around on a portal to find what a Skill could declare: follows the links of menus first, then those of their pages, and
/// reads what stands there. The session may only read; what sounds as if it ended or changed something is not followed all the same.
/// </summary>
public sealed partial class Surveyor(BrowserHost host, SessionTable sessions)
{
    private static readonly Dictionary<string, FieldValue> NoParameters = [];

    // Of a portal that tells its pages apart by query alone, so many are tried before it is known what its menu is.
    private const int Tries = 2;

    /// <summary>In a session of its own that is not signed in, from an address on.</summary>
    /// <param name="most">How many pages are looked at.</param>
    public async Task<PortalSurvey> LookAsync(Portal portal, Uri start, SessionFacts facts, int most, IProgress<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(portal);
        await using var session = await host.OpenAsync(facts, portal, cancel);
        await session.ExclusiveAsync(host.Deadline, async limit => { await Visits.GoAsync(session, PageAddress.Under(portal, start.AbsoluteUri), limit); return true; }, cancel);
        return await LookAsync(session, most, progress, cancel);
    }

    /// <summary>In the session of a handle, which signed in, from where it is.</summary>
    public Task<PortalSurvey> LookAsync(string handle, int most, IProgress<string> progress, CancellationToken cancel) =>
        LookAsync(sessions.Holding(handle) ?? throw new BlockFault(Rules.Sessions.Unknown, "the session has ended; sign in again"), most, progress, cancel);

    private async Task<PortalSurvey> LookAsync(BrowserSession session, int most, IProgress<string> progress, CancellationToken cancel)
    {
        var (pages, leftOut, seen) = (new List<VisitedPage>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var waiting = new PriorityQueue<(SeenLink Link, int Depth), int>();
        var (turns, tried) = (new List<(SeenLink Link, int Depth)>(), 0);
        await VisitAsync(null, 0);
        session.Home ??= new Uri(session.Page.Url);
        while (pages.Count < most && TryTake(out var next))
        {
            try
            {
                await VisitAsync(next.Link, next.Depth);
            }
            catch (BlockFault fault)
            {
                leftOut.Add($"`{Escaped.Short(next.Link.Text)}`: {fault.Message}");
            }
        }

        if (waiting.Count > 0 && most > 1) leftOut.Add($"{waiting.Count} more links: {most} pages were looked at, which is the limit");
        return new PortalSurvey([.. pages.Select(page => page.Via is { Menu: false } via && OnMost(via) ? page with { Via = via with { Menu = true } } : page)], leftOut);

        bool TryTake(out (SeenLink Link, int Depth) next)
        {
            while (waiting.TryDequeue(out next, out _))
            {
                if (next.Link.Path is null || !(IsKnown(next.Link) || IsTurn(next.Link))) return true;
                turns.Add(next);
            }

            turns.RemoveAll(turn => IsKnown(turn.Link));
            var at = turns.FindIndex(turn => OnMost(turn.Link));
            if (at < 0 && turns.Count > 0 && tried++ < Tries) at = 0;
            if (at < 0) return false;
            next = turns[at];
            turns.RemoveAt(at);
            return true;
        }

        // A menu says on each page whence one comes.
        bool IsKnown(SeenLink link) => seen.Contains(link.Path!) || (IsQuery(link) && (link.Menu || OnMost(link)) && pages.Exists(page => page.Via?.Text == link.Text));

        // An address with a query is mostly another look at a page that was seen: filtered, ordered, turned.
        bool IsTurn(SeenLink link) => !link.Menu && IsQuery(link);

        bool IsQuery(SeenLink link) => link.Path!.Contains('?', StringComparison.Ordinal) && seen.Any(known => known.Split('?')[0] == link.Path.Split('?')[0]);

        // What stands on every page is the portal's menu, wherever it stands.
        bool OnMost(SeenLink link) => pages.Count > 2 && pages.Count(page => page.Seen.Links.Any(other => other.Text == link.Text)) * 5 >= pages.Count * 4;

        async Task VisitAsync(SeenLink? link, int depth)
        {
            if (link?.Path is { } path) seen.Add(path);
            var page = await session.ExclusiveAsync(host.Deadline, limit => ReadAsync(session, link, limit), cancel);
            if (link is not null && page.SignIn is { AsksPassword: true }) throw new BlockFault(Rules.Sessions.Expired, "asks to sign in");
            seen.Add(page.Path);
            if (link is not null && pages.Exists(other => Same(other.Seen, page))) return;
            pages.Add(new VisitedPage(link, page));
            progress.Report($"{page.Path}: {page.Tables.Count} tables, {page.Forms.Count} forms, {page.Links.Count} links");
            if (depth >= 2) return;
            foreach (var further in page.Links.Where(MayFollow)) waiting.Enqueue((further, depth + 1), (further.Menu ? 0 : 1000) + (further.Foot ? 500 : 0) + waiting.Count);
        }
    }

    private static async Task<PageSurvey> ReadAsync(BrowserSession session, SeenLink? link, CancellationToken cancel)
    {
        if (link is { Path: { } path }) await Visits.GoAsync(session, PageAddress.Under(session.Portal, path), cancel);
        else if (link is { Press: { } press }) await SectionRoad.GoAsync(session, new Section { Name = "look", Path = [press], Source = SourceMark.BuiltIn }, NoParameters, cancel);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await session.SettleAsync(cancel);
                return (await session.RunAsync("survey", new { }, cancel)).Deserialize<PageSurvey>(PageScripts.ArgumentJson)!;
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) && tries < 5)
            {
                // It went on to another document.
            }
        }
    }

    // Another page, order or filter of one that was seen.
    private static bool Same(PageSurvey one, PageSurvey other) =>
        one.Path.Split('?')[0] == other.Path.Split('?')[0] && (one.Path == other.Path || (one.Title == other.Title && one.Heading == other.Heading))
        && one.Tables.Select(table => table.Name).SequenceEqual(other.Tables.Select(table => table.Name)) && one.Forms.Count == other.Forms.Count;

    private static bool MayFollow(SeenLink link) =>
        (link.Path is not null || link.Press is not null) && !SoundsLikeActs.Of(link.Text, link.Path) && !(link.Path is { } path && FileEnding().IsMatch(path));

    [GeneratedRegex(@"\.(pdf|csv|xlsx?|docx?|zip|png|jpe?g|svg|ics|xml|json)(\?|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileEnding();
}
