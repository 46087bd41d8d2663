using System.Text.Json.Nodes;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary><c>portal_login</c>: a session that is signed in, or nothing. The credential goes into the one form it is for and nowhere else.</summary>
public sealed class LoginBlock(BrowserHost host, SessionTable sessions, TimeProvider clock) : IToolBlock
{
    private static readonly TimeSpan StepPatience = TimeSpan.FromSeconds(12);
    private static readonly LoginAttempts StandardAttempts = new(2, TimeSpan.FromMinutes(15));
    private readonly AttemptBook _attempts = new(clock);
    private readonly OneTimeCode _codes = new(clock);

    public string Tool => "portal_login";

    public async Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(run);
        var portal = permit.Portal;
        var credential = run.Credential ?? throw new BlockFault(Rules.Credentials.Unavailable, $"no credential was opened for portal `{portal.Name}`");
        using var attempt = await _attempts.BeginAsync(portal, credential, portal.Login?.Attempts ?? StandardAttempts, cancel);
        BlockResult? result = null;
        await sessions.OpenAsync(
            host,
            permit.Caller,
            portal,
            async session => result = await session.ExclusiveAsync(
                host.Deadline,
                async limit =>
                {
                    await SignInAsync(session, credential, attempt, limit);
                    return await ArrivedAsync(permit, session, limit);
                },
                cancel),
            cancel);
        return result!;
    }

    private async Task SignInAsync(BrowserSession session, Credential credential, Attempt attempt, CancellationToken cancel)
    {
        var recipe = session.Portal.Login;
        var secrets = new WireSecrets(session.Portal, inPage: recipe?.Secrets is SecretEntry.Typed);
        using var wire = session.Wire.Under(new WireRule.SigningIn(secrets));
        try
        {
            await Visits.GoAsync(session, PageAddress.Under(session.Portal, recipe?.Start ?? ""), cancel);
            var outcome = new LoginOutcome(session, recipe, secrets);
            var typing = new CredentialTyping(session, credential, attempt, secrets);
            if (recipe is { Steps.Count: > 0 })
            {
                foreach (var step in recipe.Steps) await StepAsync(session, recipe, step, typing, outcome, credential, cancel);
            }
            else
            {
                await typing.FoundFormAsync(outcome, cancel);
            }

            await outcome.WaitAsync(cancel);
        }
        catch (BlockFault) when (secrets.Misplaced is not null)
        {
            // Whatever else went wrong, it went wrong because of this.
            if (!secrets.Sent && !secrets.InPage) attempt.NothingSent();
            throw SecretFaults.Misplaced(session.Portal, secrets);
        }
        catch (BlockFault fault) when (fault.Rule == Rules.Login.BadCredentials && secrets.Unsent is { } part)
        {
            attempt.Unsuited(part);
            throw SecretFaults.NeverSent(session.Portal, part);
        }

        attempt.Succeeded();
    }

    private async Task StepAsync(BrowserSession session, LoginRecipe recipe, LoginStep step, CredentialTyping typing, LoginOutcome outcome, Credential credential, CancellationToken cancel)
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
            case LoginStep.Totp totp:
                await typing.FillCodeAsync(totp.Into, await _codes.NextAsync(credential, cancel), cancel);
                break;
        }
    }

    private async Task<BlockResult> ArrivedAsync(Permit permit, BrowserSession session, CancellationToken cancel)
    {
        if (permit.Scope.Explore) session.Wire.Explore();
        await session.SettleAsync(cancel);
        session.Home = new Uri(session.Page.Url);
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
