using System.Globalization;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>Signs a session in. The credential goes into the one form it is for and nowhere else, and what comes of it is held for or against the account.</summary>
internal sealed class SignIn(ISignInStore store, TimeProvider clock)
{
    public static readonly LoginAttempts StandardAttempts = new(2, TimeSpan.FromMinutes(15));
    private static readonly TimeSpan StepPatience = TimeSpan.FromSeconds(12);

    // A portal whose clock is so far off is worth a word.
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(20);

    private readonly AttemptBook _attempts = new(store, clock);
    private readonly OneTimeCode _codes = new(store, clock);

    /// <inheritdoc cref="AttemptBook.ValueOf"/>
    public string ValueOf(Credential credential) => _attempts.ValueOf(credential);

    /// <summary>Waits for the turn of the account.</summary>
    /// <param name="value">See <see cref="ValueOf"/>.</param>
    /// <exception cref="BlockFault">It must not be tried now.</exception>
    public Task<Attempt> BeginAsync(Portal portal, Credential credential, string value, TimeSpan atMost, CancellationToken cancel) =>
        _attempts.BeginAsync(portal, credential, value, portal.Login?.Attempts ?? StandardAttempts, atMost, cancel);

    /// <summary>Looks, where one signs in, whether the session is signed in after all: so that no credential is opened for nothing.</summary>
    /// <param name="sure">Its page says that it is not: then only what the Skill calls success says otherwise.</param>
    public static async Task<bool> IsInAsync(BrowserSession session, bool sure, CancellationToken cancel)
    {
        var recipe = session.Portal.Login;
        if (sure && recipe?.Success is null) return false;
        try
        {
            await Visits.GoAsync(session, PageAddress.Under(session.Portal, recipe?.Start ?? ""), cancel);
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Sessions.Expired)
        {
            return false;
        }

        await session.SettleAsync(cancel);
        return recipe?.Success is { } success
            ? await PageConditions.HoldsAsync(session, success, cancel)
            : await SignInState.ReadAsync(session, cancel) is { Password: false, Code: false };
    }

    /// <exception cref="BlockFault">It did not succeed.</exception>
    public async Task RunAsync(BrowserSession session, Credential credential, Attempt attempt, BlockRun run, CancellationToken cancel)
    {
        var recipe = session.Portal.Login;
        var secrets = new WireSecrets(session.Portal, inPage: recipe?.Secrets is SecretEntry.Typed);
        var outcome = new LoginOutcome(session, recipe, secrets);
        using var wire = session.Wire.Under(new WireRule.SigningIn(secrets));
        try
        {
            var typing = new CredentialTyping(session, credential, attempt, secrets);
            if (await AnsweredHttpAsync(session, PageAddress.Under(session.Portal, recipe?.Start ?? ""), typing, attempt, cancel) && recipe is null or { Steps.Count: 0 })
            {
                if (recipe?.Success is null && await SignInState.ReadAsync(session, cancel) is { Password: true }) throw LoginFaults.AskedTwice(session.Portal.Name);
            }
            else if (recipe is { Steps.Count: > 0 })
            {
                foreach (var step in recipe.Steps) await StepAsync(session, recipe, step, typing, outcome, credential, new PersonsPart(session, store, run, session.Facts.Workflow, clock), cancel);
            }
            else
            {
                await typing.FoundFormAsync(outcome, cancel);
            }

            if (!await outcome.WaitAsync(cancel))
            {
                await outcome.RememberAsync(cancel);
                await typing.FoundCodeAsync(await CodeAsync(session, credential, cancel), cancel);
                await outcome.WaitAsync(cancel);
            }
        }
        catch (BlockFault) when (secrets.Misplaced is not null)
        {
            // Whatever else went wrong, it went wrong because of this.
            if (!secrets.Sent && !secrets.InPage) await attempt.NothingSentAsync();
            throw SecretFaults.Misplaced(session.Portal, secrets);
        }
        catch (BlockFault fault) when (secrets.TooMany is { } wait && outcome.Said is null && (fault.Rule == Rules.Login.BadCredentials || fault.Rule == Rules.Login.BadCode || fault.Rule == Rules.Login.Failed))
        {
            throw LoginFaults.TooMany(session.Portal.Name, wait);
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Login.BadCredentials && secrets.Unsent is { } part)
        {
            await attempt.UnsuitedAsync(part);
            throw SecretFaults.NeverSent(session.Portal, part);
        }
        catch (BlockFault) when (outcome.Said is { } said)
        {
            if (said.Code == LoginFaults.BadCredentials) await attempt.TurnedDownAsync();
            if (said.Code == LoginFaults.AccountLocked) await attempt.LockedAsync(said.RetryAfter ?? (recipe?.Attempts ?? StandardAttempts).Cooldown);
            throw;
        }

        await attempt.SucceededAsync();
    }

    /// <summary>Goes to where one signs in.</summary>
    /// <returns>HTTP itself asked for the credential there, and took it: in no form, and once.</returns>
    private static async Task<bool> AnsweredHttpAsync(BrowserSession session, Uri start, CredentialTyping typing, Attempt attempt, CancellationToken cancel)
    {
        try
        {
            await Visits.GoAsync(session, start, cancel);
            return false;
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Sessions.Expired && session.HttpSignIn.Asking is null)
        {
            // Whoever is not signed in is answered as one who may not: here that is what one comes for.
            await session.SettleAsync(cancel, Settling.Arrival);
            if (await SignInState.ReadAsync(session, cancel) is not { Password: true }) throw;
            return false;
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Sessions.Expired && session.HttpSignIn.Asking is { } asking && session.Portal.Origins.Login.Contains(asking))
        {
            var (username, password) = (typing.Part("username"), typing.Part("password"));
            await attempt.SendingAsync();
            session.HttpSignIn.Give(asking, username, password);
        }

        try
        {
            await Visits.GoAsync(session, start, cancel);
            return true;
        }
        catch (BlockFault) when (session.HttpSignIn.TurnedDown)
        {
            await attempt.TurnedDownAsync();
            throw LoginFaults.Rejected(session.Portal.Name);
        }
    }

    private async Task StepAsync(BrowserSession session, LoginRecipe recipe, LoginStep step, CredentialTyping typing, LoginOutcome outcome, Credential credential, PersonsPart person, CancellationToken cancel)
    {
        // A step that is only done sometimes: whatever comes first, its condition or the end of signing in.
        if (step.When is { } when)
        {
            PageCondition[] race = [when, .. recipe.Failures.Select(failure => failure.When), .. recipe.Success is { } success ? [success] : Array.Empty<PageCondition>()];
            if (await PageConditions.WaitForAsync(session, race, StepPatience, cancel) != 0) return;
        }

        switch (step)
        {
            case LoginStep.Fill fill:
                await typing.FillAsync(fill.Into, fill.SecretPart, cancel);
                break;
            case LoginStep.Click click:
                await outcome.RememberAsync(cancel);
                await typing.PressAsync(click.Element, cancel);
                break;
            case LoginStep.HandOff handOff:
                await person.WaitAsync(handOff, recipe, cancel);
                break;
            case LoginStep.Totp totp:
                await typing.FillCodeAsync(totp.Into, await CodeAsync(session, credential, cancel), cancel);
                break;
        }
    }

    private async Task<string> CodeAsync(BrowserSession session, Credential credential, CancellationToken cancel)
    {
        var code = await _codes.NextAsync(credential, session.Clock, cancel);
        TellClock(session);
        return code;
    }

    private static void TellClock(BrowserSession session)
    {
        var told = session.Clock.Told;
        if (told.Duration() < Noticeable) return;
        var side = told > TimeSpan.Zero ? "ahead of" : "behind";
        session.Notes.Warn(told.Duration() > PortalClock.Most
            ? string.Create(CultureInfo.InvariantCulture, $"the portal says that its clock is {told.Duration().TotalMinutes:0} minutes {side} ours, which is not believed; one-time codes follow ours")
            : string.Create(CultureInfo.InvariantCulture, $"the portal's clock is {told.Duration().TotalSeconds:0} seconds {side} ours; one-time codes follow it"));
    }
}
