using System.Text.Json.Nodes;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks;

/// <summary><c>portal_session</c>: how a session stands, or signs it out and ends it.</summary>
public sealed class SessionBlock(BrowserHost host, SessionTable sessions, TimeProvider clock) : IToolBlock
{
    public string Tool => "portal_session";

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var session = sessions.Of(permit);
        return permit.Call.Arguments.TextOrNull("action") == "logout" ? await EndAsync(session, cancel)
            : !session.IsAlive || session.IsBusy ? Status(session, null)
            : await Renewal.RunAsync(sessions, session, run, host.Deadline, async limit => Status(session, await session.CurrentPageAsync(limit)), cancel);
    }

    private BlockResult Status(BrowserSession session, PageFacts? page)
    {
        var data = new JsonObject
        {
            ["session"] = session.Facts.Handle,
            ["portal"] = session.Portal.Name,
            ["state"] = page is not null ? "ready" : session.IsAlive ? "busy" : "lost",
            ["age_seconds"] = (int)(clock.GetUtcNow() - session.Facts.OpenedAt).TotalSeconds,
            ["expires"] = SessionTimes.Told(sessions.Expires(session)),
        };
        return new BlockResult { Message = $"the session on {session.Portal.Title} is {data["state"]}", Data = data, Page = page, Warnings = session.Notes.TakeWarnings(), Quotes = session.Notes.TakeQuotes() };
    }

    private async Task<BlockResult> EndAsync(BrowserSession session, CancellationToken cancel)
    {
        var (state, over) = ((SignOutState?)null, false);
        try
        {
            if (session.IsAlive)
            {
                state = await session.ExclusiveAsync(host.Deadline, limit => SignOut.RunAsync(session, limit), cancel);
                over = state == SignOutState.NotOffered && await session.ExclusiveAsync(host.Deadline, limit => SessionEnd.IsShownAsync(session, limit), cancel);
            }
        }
        catch (BlockFault)
        {
            // It ends here in any case: what it held is thrown away with its context.
        }

        if (session.Forget is { } forget) await forget();
        await sessions.EndAsync(session, "signed out");
        return new BlockResult
        {
            Message = state == SignOutState.Out ? $"signed out of {session.Portal.Title}; the session has ended" : $"the session on {session.Portal.Title} has ended; {Why(state, over)}",
            Data = new JsonObject { ["session"] = session.Facts.Handle, ["state"] = "ended", ["signed_out"] = state == SignOutState.Out },
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }

    private static string Why(SignOutState? state, bool over) => state switch
    {
        SignOutState.KeptBack => "the portal may not know: its page could not send what signs out, see data.page_quotes; the owner of the Skill lists it under `writes`",
        SignOutState.Unseen => "the page's sign-out was pressed, and nothing was seen of it",
        null => "its page could not be asked to sign out",
        _ => over ? "the portal had ended it before" : "the page offered no sign-out",
    };
}
