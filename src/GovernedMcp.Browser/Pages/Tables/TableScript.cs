using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Pages.Tables;

/// <summary>Asks the page for rows, also while it is on its way from one page of them to the next.</summary>
internal static class TableScript
{
    private const int MostTries = 40;
    private const int MostRests = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PressDeadline = TimeSpan.FromSeconds(20);

    /// <param name="frame">Where the table stands, see <see cref="Frames"/>; null: on the page itself.</param>
    public static async Task<TablePage> AskAsync(BrowserSession session, TableAsk ask, CancellationToken cancel, string? frame = null)
    {
        var requests = session.Requests;
        for (int tries = 1, rests = 0; ; tries++)
        {
            using var next = new NextDocument(session.Page);
            try
            {
                var answer = await session.RunAsync("table", ask with { Later = frame is null }, cancel, frame);
                var page = TablePage.Of(answer) ?? throw new BlockFault(Rules.Pages.Script, "the script `table` answered nothing; tell the platform team");
                if (session.IsAwaiting && MayAskAgain(page) && rests++ < (page.Window ? 1 : MostRests))
                {
                    // What is under way may be what rows or cells of it are to show.
                    await session.RestAsync(cancel);
                    if (ask.Resume is not null) ask = ask with { After = ask.Resume, Resume = null };
                    continue;
                }

                var before = ask.Resume is null ? ask.After?.Requests : requests;
                page = page with { Requests = page.Pending ? session.Requests : requests, Over = page.Stuck && (ask.After ?? ask.Resume) is { Final: true } && before is not null && before == session.Requests };
                if (page.Leaving || page.Pending && await PressAsync(session, cancel)) await next.WaitAsync(cancel);
                return page;
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) && tries < MostTries)
            {
                // It went on while the script ran: what is left is to read where it arrives.
                if (ask.Resume is not null) ask = ask with { After = ask.Resume, Resume = null };
                await Task.Delay(Pause, cancel);
            }
        }
    }

    // What was pressed already cannot be taken back.
    private static bool MayAskAgain(TablePage page) => page.Outcome == "ok" && page.Below is null && (page.Turned != "clicked" || page.Pending);

    /// <returns>It leads to another document, or went there at once.</returns>
    private static async Task<bool> PressAsync(BrowserSession session, CancellationToken cancel)
    {
        try
        {
            return await session.WithPageAsync(_ => session.Line.PressAsync(), PressDeadline, cancel) is null or "true";
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            return true;
        }
    }
}
