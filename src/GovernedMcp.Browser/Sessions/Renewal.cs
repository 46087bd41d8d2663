using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Sessions;

/// <summary>
/// Runs a call on a session that the portal may have ended meanwhile: then the session signs in again, once, goes back to where it
/// was, and the call runs anew. A call that sends a form, clicks or types is never run anew.
/// </summary>
internal static class Renewal
{
    /// <param name="comeBack">The call starts from where the session was; false: it finds its way by itself.</param>
    /// <exception cref="BlockFault">Also <see cref="Rules.Sessions.Expired"/>: signing in again is not possible, or did not help; the session has ended.</exception>
    public static Task<BlockResult> RunAsync(
        SessionTable sessions, BrowserSession session, BlockRun run, TimeSpan deadline, Func<CancellationToken, Task<BlockResult>> work, CancellationToken cancel, bool comeBack = true) =>
        OnAsync(sessions, session, deadline, limit => RunAsync(session, run, work, comeBack, limit), cancel);

    /// <summary>Runs what must not be done twice, such as a click. Where the portal had ended the session, that is all that is told.</summary>
    /// <exception cref="BlockFault">
    /// Also <see cref="Rules.Sessions.Renewed"/>: it was signed in again and is back where it was, on a page that is new; refs are void.
    /// </exception>
    public static Task<BlockResult> OnceAsync(
        SessionTable sessions, BrowserSession session, BlockRun run, TimeSpan deadline, Func<CancellationToken, Task<BlockResult>> work, CancellationToken cancel) =>
        OnAsync(sessions, session, deadline, limit => OnceAsync(session, run, work, limit), cancel);

    /// <summary>Before something that cannot be run anew: signs in again if the portal ended the session.</summary>
    /// <exception cref="BlockFault"><see cref="Rules.Sessions.Renewed"/>: it did, and what stood on the page is gone.</exception>
    public static async Task BeforeAsync(BrowserSession session, BlockRun run, CancellationToken cancel)
    {
        if (session.SignInAgain is not { } signIn || await SignAsync(session, null, cancel) is not Sign.Shown) return;
        await signIn(run, true, cancel);
        throw new BlockFault(Rules.Sessions.Renewed, "the portal had ended the session, so nothing was sent; it was signed in again: fill the form again");
    }

    private static async Task<BlockResult> OnAsync(SessionTable sessions, BrowserSession session, TimeSpan deadline, Func<CancellationToken, Task<BlockResult>> work, CancellationToken cancel)
    {
        try
        {
            // Signing in again may need a person.
            if (session.SignInAgain is not null) deadline += session.Portal.Login?.ForPeople ?? TimeSpan.Zero;
            return await session.ExclusiveAsync(deadline, work, cancel);
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Sessions.Expired)
        {
            await sessions.EndAsync(session, "the portal ended it");
            throw;
        }
    }

    private static async Task<BlockResult> RunAsync(BrowserSession session, BlockRun run, Func<CancellationToken, Task<BlockResult>> work, bool comeBack, CancellationToken cancel)
    {
        if (session.SignInAgain is not { } signIn) return await work(cancel);
        var sign = await SignAsync(session, null, cancel);
        if (sign is Sign.None)
        {
            var (result, fault) = await TryAsync(work, cancel);
            sign = await SignAsync(session, fault, cancel);
            if (sign is Sign.None) return fault is null ? Done(session, result!) : throw fault;
        }

        bool anew;
        try
        {
            anew = await signIn(run, sign is Sign.Shown, cancel);
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Login.NoForm)
        {
            // Where one signs in, nothing asks for it.
            throw SessionEnd.Again(session, fault);
        }

        if (anew) session.Notes.Warn("the portal had ended the session; it was signed in again, and the call began anew");
        if (comeBack) await session.GoBackAsync(cancel);
        var (again, second) = await TryAsync(work, cancel);
        if (second?.Rule == Rules.Sessions.Expired || await SignAsync(session, null, cancel) is Sign.Shown) throw SessionEnd.Again(session);

        // What is answered so although the session is good is answered so always.
        session.TurnedAway.Accept();
        return second is null ? Done(session, again!) : throw second;
    }

    private static async Task<BlockResult> OnceAsync(BrowserSession session, BlockRun run, Func<CancellationToken, Task<BlockResult>> work, CancellationToken cancel)
    {
        if (session.SignInAgain is null) return await work(cancel);
        await SignInAnewAsync(session, run, await SignAsync(session, null, cancel), "nothing was done on the page", cancel);
        var (result, fault) = await TryAsync(work, cancel);
        var sign = await SignAsync(session, fault, cancel);
        if (sign is not Sign.Shown && fault is null) session.RememberPlace();
        if (!await SignInAnewAsync(session, run, sign, "what was asked for may have been done just before; it is not done a second time", cancel)) return fault is null ? result! : throw fault;
        if (fault is not null) throw fault;
        return result! with { Page = await session.CurrentPageAsync(cancel), Warnings = [.. result.Warnings, .. session.Notes.TakeWarnings()] };
    }

    // Whether the page was loaded anew on the way.
    private static async Task<bool> SignInAnewAsync(BrowserSession session, BlockRun run, Sign sign, string done, CancellationToken cancel)
    {
        if (sign is Sign.None) return false;
        var anew = await session.SignInAgain!(run, sign is Sign.Shown, cancel);
        await session.GoBackAsync(cancel);
        if (await SignAsync(session, null, cancel) is Sign.Shown) throw SessionEnd.Again(session);
        session.TurnedAway.Accept();
        if (!anew)
        {
            session.Notes.Warn("the portal was asked whether it had ended the session; it had not, but the page was loaded anew for that: what was typed or opened on it is gone");
            return true;
        }

        session.Refs.Clear();
        throw new BlockFault(Rules.Sessions.Renewed, $"the portal had ended the session, and it was signed in again; {done}. The page is new and refs are void: take another portal_snapshot");
    }

    private static async Task<(BlockResult? Result, BlockFault? Fault)> TryAsync(Func<CancellationToken, Task<BlockResult>> work, CancellationToken cancel)
    {
        try
        {
            return (await work(cancel), null);
        }
        catch (BlockFault fault)
        {
            return (null, fault);
        }
    }

    private static async Task<Sign> SignAsync(BrowserSession session, BlockFault? fault, CancellationToken cancel)
    {
        if (fault?.Rule == Rules.Sessions.Expired) return Sign.Shown;
        try
        {
            if (await SessionEnd.IsShownAsync(session, cancel)) return Sign.Shown;
        }
        catch (BlockFault)
        {
            // The page cannot tell: what it did to the call is the call's to say.
            return Sign.None;
        }

        // A page instead of a file is often that of the sign-in.
        var suspicious = session.TurnedAway.Any || fault?.Rule == Rules.Downloads.NoFile || fault?.Rule == Rules.Downloads.Type;
        return suspicious ? Sign.Likely : Sign.None;
    }

    private static BlockResult Done(BrowserSession session, BlockResult result)
    {
        session.RememberPlace();
        return result;
    }

    private enum Sign
    {
        None,

        /// <summary>The portal has to be asked.</summary>
        Likely,

        Shown,
    }
}
