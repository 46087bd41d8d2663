using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>
/// Sessions that outlive the process that opened them, where the rails and the Skill allow it: what makes the browser signed in is kept
/// encrypted, and taken up by the next sign-in of the same workflow with the same credential under the same Skill, if the portal still
/// takes it. A courtesy: whatever goes wrong with it means signing in anew.
/// </summary>
internal sealed class KeptSessions(SessionTable sessions, ISignInStore store, TimeProvider clock)
{
    public static KeptSession Of(string workflow, Portal portal, CredentialName credential, string value) =>
        new(workflow, portal.Name, Origins.Of(portal.BaseUrl), credential, value, portal.SkillDigest);

    /// <returns>Null: nothing is kept that may be taken up.</returns>
    public async Task<SignedInState?> FindAsync(KeptSession wanted, Portal portal)
    {
        if (sessions.Keeps(portal) is not { } keeps) return null;

        // Two browsers in one session of the portal would sign each other out.
        if (sessions.Live.Any(live => live.Workflow == wanted.Workflow && live.Portal == wanted.Portal)) return null;
        return await store.FindKeptAsync(wanted, clock.GetUtcNow() - keeps) is { } kept ? SignedInState.Read(kept.State, kept.SignedInAt) : null;
    }

    /// <summary>Goes to where the session was signed in, and looks whether it still is.</summary>
    public static async Task<bool> IsGoodAsync(BrowserSession session, SignedInState state, CancellationToken cancel)
    {
        try
        {
            await Visits.GoAsync(session, state.Home, cancel);
            if (state.Page.Count > 0 && Uri.TryCreate(session.Page.Url, UriKind.Absolute, out var here) && Origins.Of(here) == Origins.Of(state.Home))
            {
                await session.RunAsync("stored", state.Page, cancel);
                await Visits.GoAsync(session, state.Home, cancel);
            }

            await session.SettleAsync(cancel);
            return !await SessionEnd.IsShownAsync(session, cancel)
                && (session.Portal.Login?.Success is not { } success || await PageConditions.WaitForAsync(session, [success], TimeSpan.FromSeconds(3), cancel) == 0);
        }
        catch (BlockFault)
        {
            return false;
        }
    }

    public async Task KeepAsync(BrowserSession session, KeptSession owner, CancellationToken cancel)
    {
        // What a page makes of a placeholder says nothing to the next process, and would be sent as a wrong password.
        if (sessions.Keeps(session.Portal) is null || session.ScriptedBasic.IsMade) return;
        try
        {
            await store.KeepAsync(owner, (await session.StateAsync(cancel)).Write());
        }
        catch (Exception fault) when (fault is BlockFault or AuditUnavailable)
        {
            // Then the next start signs in.
        }
    }

    public Task ForgetAsync(KeptSession owner) => store.ForgetAsync(owner.Workflow, owner.Portal);
}
