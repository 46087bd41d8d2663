using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Blocks;

/// <summary><c>portal_screenshot</c>: a picture of what the window shows, with everything that is withheld from the caller covered while it is taken.</summary>
public sealed class ScreenshotBlock(BrowserHost host, SessionTable sessions) : IToolBlock
{
    private const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    public string Tool => "portal_screenshot";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        return Renewal.RunAsync(sessions, session, run, host.Deadline, limit => TakeAsync(session, permit, limit), cancel);
    }

    private static async Task<BlockResult> TakeAsync(BrowserSession session, Permit permit, CancellationToken cancel)
    {
        var covered = (await session.RunAsync("cover", Withheld.Of(permit), cancel)).GetProperty("covered").GetInt32();
        BlockImage image;
        int still;
        try
        {
            image = await PictureAsync(session, cancel);
        }
        finally
        {
            still = await UncoverAsync(session);
        }

        // A page that drew itself anew meanwhile may have shown what was covered.
        if (still < covered) throw new BlockFault(Rules.Pages.Changed, "the page changed while the picture was taken, so it was thrown away; try again");
        return new BlockResult
        {
            Message = $"a picture of the page, {covered} parts covered",
            Data = new JsonObject { ["covered"] = covered, ["mime_type"] = image.MimeType, ["bytes"] = image.Bytes.Length },
            Image = image,
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    private static async Task<int> UncoverAsync(BrowserSession session)
    {
        try
        {
            return (await session.RunAsync("uncover", null, CancellationToken.None)).GetProperty("covered").GetInt32();
        }
        catch (BlockFault)
        {
            return -1;
        }
    }

    private static async Task<BlockImage> PictureAsync(BrowserSession session, CancellationToken cancel)
    {
        var sharp = await session.WithPageAsync(page => page.ScreenshotAsync(new() { Type = ScreenshotType.Png, Caret = ScreenshotCaret.Initial, Timeout = 0 }), Deadline, cancel);
        if (sharp.Length <= MostBytes) return new BlockImage("image/png", sharp);
        foreach (var quality in new[] { 80, 50, 20 })
        {
            var small = await session.WithPageAsync(page => page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = quality, Caret = ScreenshotCaret.Initial, Timeout = 0 }), Deadline, cancel);
            if (small.Length <= MostBytes) return new BlockImage("image/jpeg", small);
        }

        throw new BlockFault(Rules.Pages.TooLarge, "the picture of this page is too large; read the page with portal_read");
    }
}
