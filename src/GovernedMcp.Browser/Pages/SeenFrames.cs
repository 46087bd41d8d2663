using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Portals;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Pages;

/// <summary>The frames that a person sees on a page, those in others too, by the ways that <see cref="Frames"/> goes.</summary>
/// <param name="All">Of the portal's own origin and of others in which the Skill lets one go about.</param>
/// <param name="Far">Of these, what the scripts of the document around cannot look into.</param>
/// <param name="Foreign">The addresses of those of any other origin, and nothing of what is in them.</param>
internal sealed record SeenFrames(IReadOnlyList<string> All, IReadOnlyList<string> Far, IReadOnlyList<string> Foreign)
{
    private static readonly SeenFrames None = new([], [], []);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public static async Task<SeenFrames> OfAsync(BrowserSession session, CancellationToken cancel)
    {
        if (session.Page.Frames.Count < 2) return None;
        var (all, far, foreign) = (new List<string>(), new List<string>(), new List<string>());
        await session.WithPageAsync(
            async page =>
            {
                await WalkAsync(page.MainFrame, null);
                return true;
            },
            Deadline,
            cancel);
        return new SeenFrames(all, far, foreign);

        async Task WalkAsync(IFrame outer, string? around)
        {
            foreach (var frame in outer.ChildFrames)
            {
                if (await SeenAsync(frame) is not { } seen) continue;
                var way = around is null ? seen.Way : around + Frames.Into + seen.Way;
                if (!seen.Near && !IsListed(session.Portal, frame.Url)) foreign.Add(seen.Address);
                else
                {
                    all.Add(way);
                    if (!seen.Near) far.Add(way);
                    await WalkAsync(frame, way);
                }
            }
        }
    }

    /// <summary>Tells of what is not read.</summary>
    public void Warn(SessionNotes notes)
    {
        if (Foreign.Count == 0) return;
        notes.Warn(Unread(Foreign.Count));
        foreach (var address in Foreign) notes.Quote(address);
    }

    public static string Unread(int frames) => $"{frames} frames of the page are of origins that the Skill does not list under `navigate`, and were not looked into";

    // What a page writes into a frame itself has no address of its own, and is the page's.
    private static bool IsListed(Portal portal, string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is "about" or "data" or "blob" || portal.Origins.Navigate.Contains(Origins.Of(url));

    private static async Task<SeenFrame?> SeenAsync(IFrame frame)
    {
        try
        {
            var element = await frame.FrameElementAsync();
            var answer = ScriptAnswer.Read("frame", await element.EvaluateAsync<string?>(PageScripts.Function("frame"), "null"));
            return answer.ValueKind is JsonValueKind.Null ? null : answer.Deserialize<SeenFrame>(PageScripts.ArgumentJson);
        }
        catch (PlaywrightException)
        {
            // It went while it was looked at.
            return null;
        }
    }

    /// <param name="Near">The scripts of the page around it can look into it.</param>
    private sealed record SeenFrame(string Way, string Address, bool Near);
}
