using System.Text.Json.Nodes;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary><c>portal_login</c>: a session that is signed in, or nothing.</summary>
public sealed class LoginBlock(BrowserHost host, SessionTable sessions, ISignInStore store, TimeProvider clock) : IToolBlock
{
    private static readonly TimeSpan WelcomePatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SignIn _signIn = new(store, clock);
    private readonly KeptSessions _kept = new(sessions, store, clock);

    public string Tool => "portal_login";

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var portal = permit.Portal;
        var credential = run.Credential ?? throw new BlockFault(Rules.Credentials.Unavailable, $"no credential was opened for portal `{portal.Name}`");
        var owner = KeptSessions.Of(permit.Workflow.Name, portal, credential.Name, _signIn.ValueOf(credential));
        if (await TakeUpAsync(permit, owner, cancel) is { } takenUp) return takenUp;
        await using var attempt = await _signIn.BeginAsync(portal, credential, owner.Value, Deadline(portal), cancel);
        return await OpenAsync(
            permit,
            owner,
            null,
            async (session, limit) =>
            {
                await _signIn.RunAsync(session, credential, attempt, run, limit);
                await SettleAsync(session, limit);
                await _kept.KeepAsync(session, owner, limit);
            },
            cancel);
    }

    private async Task<BlockResult> OpenAsync(Permit permit, KeptSession owner, SignedInState? state, Func<BrowserSession, CancellationToken, Task> signIn, CancellationToken cancel)
    {
        BlockResult? result = null;
        await sessions.OpenAsync(
            host,
            permit.Caller,
            permit.Portal,
            async session => result = await session.ExclusiveAsync(
                Deadline(permit.Portal),
                async limit =>
                {
                    await signIn(session, limit);
                    session.SignInAgain = (later, sure, end) => SignInAgainAsync(session, owner, later, sure, end);
                    session.Forget = () => _kept.ForgetAsync(owner);
                    return await ArrivedAsync(permit, session, state is not null, limit);
                },
                cancel),
            cancel,
            state);
        return result!;
    }

    // People take longer than portals.
    private TimeSpan Deadline(Portal portal) => host.Deadline + (portal.Login?.ForPeople ?? TimeSpan.Zero);

    // Null: there is none, or the portal does not take it any more.
    private async Task<BlockResult?> TakeUpAsync(Permit permit, KeptSession owner, CancellationToken cancel)
    {
        if (await _kept.FindAsync(owner, permit.Portal) is not { } state) return null;
        var stale = false;
        try
        {
            return await OpenAsync(
                permit,
                owner,
                state,
                async (session, limit) =>
                {
                    stale = !await KeptSessions.IsGoodAsync(session, state, limit);
                    if (stale) throw SessionEnd.Fault(permit.Portal);
                    await SettleAsync(session, limit);
                },
                cancel);
        }
        catch (BlockFault) when (stale)
        {
            await _kept.ForgetAsync(owner);
            return null;
        }
    }

    private async Task<bool> SignInAgainAsync(BrowserSession session, KeptSession owner, BlockRun run, bool sure, CancellationToken cancel)
    {
        if (await SignIn.IsInAsync(session, sure, cancel)) return false;
        using var credential = await run.OpenAgainAsync(cancel);
        var value = _signIn.ValueOf(credential);
        await using var attempt = await _signIn.BeginAsync(session.Portal, credential, value, Deadline(session.Portal), cancel);
        await _signIn.RunAsync(session, credential, attempt, run, cancel);
        await SettleAsync(session, cancel);
        await _kept.KeepAsync(session, owner with { Value = value }, cancel);
        return true;
    }

    private static async Task SettleAsync(BrowserSession session, CancellationToken cancel)
    {
        await session.SettleAsync(cancel, Settling.Arrival);
        if (session.Portal.Login?.Success is null) await PassWelcomeAsync(session, cancel);
        session.Home = new Uri(session.Page.Url);
        session.SignedIn++;
        session.TurnedAway.Forget();
    }

    // Some portals greet whoever signed in, and lead on after that.
    private static async Task PassWelcomeAsync(BrowserSession session, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await SignInState.ReadAsync(session, cancel) is null or { Bare: true } && TimeProvider.System.GetElapsedTime(start) < WelcomePatience)
        {
            await Task.Delay(Pause, cancel);
            await session.SettleAsync(cancel, Settling.Arrival);
        }
    }

    private async Task<BlockResult> ArrivedAsync(Permit permit, BrowserSession session, bool takenUp, CancellationToken cancel)
    {
        if (permit.Scope.Explore) session.Wire.Explore();
        session.RememberPlace();
        var arrival = await Arrival.ReadAsync(session, permit, cancel);
        return new BlockResult
        {
            Message = takenUp ? $"signed in to {session.Portal.Title}: the session of before was taken up again" : $"signed in to {session.Portal.Title}",
            Facts = takenUp ? new JsonObject { ["taken_up"] = true, ["signed_in_at"] = SessionTimes.Told(session.Facts.OpenedAt) } : null,
            Data = new JsonObject
            {
                ["session"] = session.Facts.Handle,
                ["state"] = "signed_in",
                ["taken_up"] = takenUp,
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
