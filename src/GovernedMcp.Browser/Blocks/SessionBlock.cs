using System.Text.Json.Nodes;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
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
        var (signedOut, over) = (false, false);
        try
        {
            if (session.IsAlive)
            {
                signedOut = await session.ExclusiveAsync(host.Deadline, limit => SignOutAsync(session, limit), cancel);
                over = !signedOut && await session.ExclusiveAsync(host.Deadline, limit => SessionEnd.IsShownAsync(session, limit), cancel);
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
            Message = signedOut ? $"signed out of {session.Portal.Title}; the session has ended"
                : over ? $"the session on {session.Portal.Title} has ended; the portal had ended it before" : $"the session on {session.Portal.Title} has ended; the page offered no sign-out",
            Data = new JsonObject { ["session"] = session.Facts.Handle, ["state"] = "ended", ["signed_out"] = signedOut },
            Warnings = session.Notes.TakeWarnings(),
        };
    }

    private static async Task<bool> SignOutAsync(BrowserSession session, CancellationToken cancel)
    {
        var control = await session.RunAsync("sign_out", new { press = false }, cancel);
        if (!control.GetProperty("pressed").GetBoolean()) return false;
        var origin = Uri.TryCreate(control.GetProperty("origin").GetString(), UriKind.Absolute, out var address) ? Origins.Of(address) : "";
        using var wire = session.Wire.Under(new WireRule.SigningOut(control.GetProperty("method").GetString()!, origin, control.GetProperty("path").GetString()!));
        try
        {
            await session.RunAsync("sign_out", new { press = true }, cancel);
        }
        catch (BlockFault fault) when (PageFaults.IsMoving(fault))
        {
            // It was pressed, and the page went.
        }

        await session.SettleAsync(cancel);
        return true;
    }
}
