using System.Text.Json;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages;

/// <summary>A page and the frames that a person sees on it, read by the script <c>read</c> as if they were one.</summary>
/// <param name="ask">What the script is asked: from which item on, and how many at most.</param>
internal sealed class FramedPage(BrowserSession session, Func<int, int, object> ask)
{
    public async Task<ReadAnswer> ReadAsync(bool outline, int from, int most, CancellationToken cancel)
    {
        var whole = await ReadAsync(null, from, most, cancel);
        var frames = await SeenFrames.OfAsync(session, cancel);
        // An outline tells what is in frames of the same origin with what is around them.
        foreach (var frame in outline ? frames.Far : frames.All)
        {
            try
            {
                whole = Join(whole, await ReadAsync(frame, Math.Max(0, from - whole.Total), Math.Max(0, most - whole.Items.Count), cancel), frame);
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) || fault.Rule == Rules.Elements.NotFound)
            {
                session.Notes.Warn("a frame of the page went while the page was read; what was in it is not told");
            }
        }

        frames.Warn(session.Notes);
        return whole;
    }

    private async Task<ReadAnswer> ReadAsync(string? frame, int from, int most, CancellationToken cancel) =>
        (await session.RunAsync("read", ask(from, most), cancel, frame)).Deserialize<ReadAnswer>(PageScripts.ArgumentJson)!;

    private static ReadAnswer Join(ReadAnswer page, ReadAnswer inside, string frame) => new()
    {
        Headings = [.. page.Headings, .. inside.Headings],
        Notices = [.. page.Notices, .. inside.Notices],
        Tables = [.. page.Tables, .. inside.Tables.Select(table => table with { Frame = frame })],
        Forms = [.. page.Forms, .. inside.Forms.Select(form => form with { Frame = frame })],
        Items = [.. page.Items, .. inside.Items],
        Total = page.Total + inside.Total,
        Hidden = page.Hidden + inside.Hidden,
        Withheld = page.Withheld + inside.Withheld,
        Drawn = page.Drawn || inside.Drawn,
    };
}
