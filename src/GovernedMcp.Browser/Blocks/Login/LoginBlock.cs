using System.Text.Json.Nodes;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary><c>portal_login</c>: a session that is signed in, or nothing.</summary>
public sealed class LoginBlock(BrowserHost host, SessionTable sessions, ISignInStore store, TimeProvider clock) : IToolBlock
{
    private readonly SignIn _signIn = new(store, clock);

    public string Tool => "portal_login";

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var portal = permit.Portal;
        var credential = run.Credential ?? throw new BlockFault(Rules.Credentials.Unavailable, $"no credential was opened for portal `{portal.Name}`");
        await using var attempt = await _signIn.BeginAsync(portal, credential, host.Deadline, cancel);
        BlockResult? result = null;
        await sessions.OpenAsync(
            host,
            permit.Caller,
            portal,
            async session => result = await session.ExclusiveAsync(
                host.Deadline,
                async limit =>
                {
                    await _signIn.RunAsync(session, credential, attempt, limit);
                    session.SignInAgain = (later, sure, end) => SignInAgainAsync(session, later, sure, end);
                    return await ArrivedAsync(permit, session, limit);
                },
                cancel),
            cancel);
        return result!;
    }

    private async Task<bool> SignInAgainAsync(BrowserSession session, BlockRun run, bool sure, CancellationToken cancel)
    {
        if (await SignIn.IsInAsync(session, sure, cancel)) return false;
        using var credential = await run.OpenAgainAsync(cancel);
        await using var attempt = await _signIn.BeginAsync(session.Portal, credential, host.Deadline, cancel);
        await _signIn.RunAsync(session, credential, attempt, cancel);
        await SettleAsync(session, cancel);
        return true;
    }

    private static async Task SettleAsync(BrowserSession session, CancellationToken cancel)
    {
        await session.SettleAsync(cancel);
        session.Home = new Uri(session.Page.Url);
        session.SignedIn++;
        session.TurnedAway.Forget();
    }

    private async Task<BlockResult> ArrivedAsync(Permit permit, BrowserSession session, CancellationToken cancel)
    {
        if (permit.Scope.Explore) session.Wire.Explore();
        await SettleAsync(session, cancel);
        session.RememberPlace();
        var arrival = await Arrival.ReadAsync(session, permit, cancel);
        return new BlockResult
        {
            Message = $"signed in to {session.Portal.Title}",
            Data = new JsonObject
            {
                ["session"] = session.Facts.Handle,
                ["state"] = "signed_in",
                ["expires"] = SessionTimes.Told(sessions.Expires(session)),
                ["sections"] = Arrival.Sections(permit),
                ["page_text"] = arrival.PageText(session),
            },
            Page = await session.CurrentPageAsync(cancel),
            Warnings = session.Notes.TakeWarnings(),
            Quotes = session.Notes.TakeQuotes(),
        };
    }
}
