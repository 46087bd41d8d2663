using System.Text.Json;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>
/// Puts a credential into a page: the user name as it is, of secrets a placeholder, unless the Skill has them typed. Where it may be
/// typed is checked by the script that types, at that moment. What is typed goes in as an argument and comes back in nothing.
/// </summary>
internal sealed class CredentialTyping(BrowserSession session, Credential credential, Attempt attempt, WireSecrets secrets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    /// <summary>So long a page may take to show its form before a button that leads to one is looked for, and so long that is looked for.</summary>
    private static readonly (TimeSpan Least, TimeSpan Most) Opening = (TimeSpan.FromMilliseconds(700), TimeSpan.FromSeconds(3));

    private IReadOnlyCollection<string> Origins => session.Portal.Origins.Login.Count > 0 ? session.Portal.Origins.Login : session.Portal.Origins.Navigate;

    /// <summary>Fills in and sends the form that is found on the page; where the password is asked for on a second page, that too.</summary>
    public async Task FoundFormAsync(LoginOutcome outcome, CancellationToken cancel)
    {
        await OpenFormAsync(cancel);
        if (await SendAsync(outcome, cancel) == "password") return;
        await PasswordAskedAsync(cancel);
        if (await SendAsync(outcome, cancel) != "password") throw NotAsked();
    }

    public Task FillAsync(Locator into, string part, CancellationToken cancel) => part == "username"
        ? TypeAsync(into, Part(part), cancel)
        : FillSecretAsync(into, part, Part(part), Placeholders.OfPassword(), cancel);

    public Task FillCodeAsync(Locator into, string code, CancellationToken cancel) => FillSecretAsync(into, "totp", code, Placeholders.OfCode(code), cancel);

    /// <summary>Fills in and sends the one field for a one-time code that is found on the page.</summary>
    public async Task FoundCodeAsync(string code, CancellationToken cancel)
    {
        var offered = Placeholders.OfCode(code);
        var text = secrets.InPage ? code : Fitting(Found(await TryAsync(new { origins = Origins, code, offered }, cancel)), "totp", code, offered);
        secrets.Add("totp", text, code);
        if (await TryAsync(new { origins = Origins, code = text }, cancel, once: true) is { } told) Found(told);
        secrets.Typed(text);
    }

    public async Task PressAsync(Locator press, CancellationToken cancel)
    {
        await attempt.SendingAsync();
        if (await TryAsync(new { origins = Origins, press }, cancel, once: true) is { } answer) Check(answer, press);
    }

    // Some portals keep the form behind a button: it is pressed once, and nothing is typed before.
    private async Task OpenFormAsync(CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        var pressed = false;
        while (TimeProvider.System.GetElapsedTime(start) is var since && since < (pressed ? Patience : Opening.Most))
        {
            try
            {
                var answer = await session.RunAsync("sign_in_opener", new { press = !pressed && since > Opening.Least }, cancel);
                if (answer.GetProperty("outcome").GetString() == "form") return;
                if (answer.GetProperty("outcome").GetString() == "pressed")
                {
                    pressed = true;
                    secrets.Begin();
                }
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault))
            {
                // It is still on its way to the page.
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private async Task PasswordAskedAsync(CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await SignInState.ReadAsync(session, cancel) is not { Password: true })
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) throw NotAsked();
            await Task.Delay(Pause, cancel);
        }
    }

    private async Task FillSecretAsync(Locator into, string part, string value, IReadOnlyList<string> offered, CancellationToken cancel)
    {
        var text = secrets.InPage ? value : Fitting(Check(await TryAsync(new { origins = Origins, into, offered }, cancel), into), part, value, offered);
        secrets.Add(part, text, value);
        await TypeAsync(into, text, cancel);
        secrets.Typed(text);
    }

    private async Task TypeAsync(Locator into, string value, CancellationToken cancel) =>
        Check(await TryAsync(new { origins = Origins, into, value }, cancel), into);

    /// <summary>Of what was offered, the one that the field takes.</summary>
    private string Fitting(JsonElement told, string part, string value, IReadOnlyList<string> offered)
    {
        var at = told.GetProperty("fits").GetInt32();
        if (at < 0) throw SecretFaults.DoesNotFit(session.Portal, part, "has a field that takes no placeholder");
        if (!value.All(char.IsAscii) && told.GetProperty("charset").GetString() is not "UTF-8") throw SecretFaults.DoesNotFit(session.Portal, part, "writes letters its own way");
        return offered[at];
    }

    /// <returns>What was asked for and sent: <c>username</c>, or <c>password</c> with or without it.</returns>
    private async Task<string> SendAsync(LoginOutcome outcome, CancellationToken cancel)
    {
        var (username, password) = (Part("username"), Part("password"));
        var offered = Placeholders.OfPassword();
        // The page may take a while to show its form.
        var form = Found(await TryAsync(new { origins = Origins, form = new { }, offered }, cancel));
        var text = secrets.InPage ? password : Fitting(form, "password", password, offered);
        await outcome.RememberAsync(cancel);
        secrets.Add("password", text, password);
        await attempt.SendingAsync();
        // When the page moved while it was sent, that was it.
        var stage = await TryAsync(new { origins = Origins, form = new { username, password = text } }, cancel, once: true) is { } told ? Found(told).GetProperty("stage").GetString()! : "password";
        if (stage == "password") secrets.Typed(text);
        return stage;
    }

    private JsonElement Found(JsonElement? told)
    {
        var outcome = told?.GetProperty("outcome").GetString();
        if (outcome == "none") throw new BlockFault(Rules.Login.NoForm, $"no sign-in form was found at `{PageAddress.WithoutValues(session.Page.Url)}`; where another page asks to sign in, name it as `login.start` in the Skill of `{session.Portal.Name}`, else declare `login.steps`");
        if (outcome == "several")
        {
            throw new BlockFault(Rules.Login.Ambiguous, $"several forms at `{PageAddress.WithoutValues(session.Page.Url)}` could be the one that signs in, and none is guessed; nothing was typed; declare `login.steps` in the Skill of `{session.Portal.Name}`")
            {
                Allowed = [.. told!.Value.GetProperty("names").EnumerateArray().Select(name => Escaped.Short(name.GetString() ?? ""))],
            };
        }

        if (told?.TryGetProperty("others", out _) == true) session.Notes.Warn($"the page has more forms that could sign in, and the likeliest was taken; declare `login.steps` in the Skill of `{session.Portal.Name}` to be sure");
        return Check(told, locator: null);
    }

    /// <summary>Runs the script until what it looks for is there.</summary>
    /// <param name="once">It may press something: if the page moves while it runs, that was it, and it is not run again (null).</param>
    private async Task<JsonElement?> TryAsync(object args, CancellationToken cancel, bool once = false)
    {
        secrets.Begin();
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var late = TimeProvider.System.GetElapsedTime(start) > Patience;
            try
            {
                var answer = await session.RunAsync("sign_in", args, cancel);
                if (late || answer.GetProperty("outcome").GetString() is not ("not_found" or "none")) return answer;
            }
            catch (BlockFault fault) when (PageFaults.IsMoving(fault) && !late)
            {
                if (once) return null;
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private JsonElement Check(JsonElement? answer, Locator? locator)
    {
        var outcome = answer?.GetProperty("outcome").GetString();
        switch (outcome)
        {
            case "measured":
                return answer!.Value;
            case "typed" or "sent":
                if (locator is not null) LocatorFaults.TellFallback(session, locator, answer!.Value);
                return answer!.Value;
            case "page" or "frame" or "action" or "get":
                throw WrongOrigin(outcome);
            case "not_found" or "ambiguous" when locator is not null:
                throw LocatorFaults.Of(locator, answer!.Value);
            default:
                throw new BlockFault(Rules.Login.Failed, $"the sign-in form of `{session.Portal.Name}` did not keep what was typed; declare `login.steps` in its Skill");
        }
    }

    private BlockFault WrongOrigin(string outcome)
    {
        var where = PageAddress.WithoutValues(session.Page.Url);
        var why = outcome switch
        {
            "page" => $"`{where}` is on no origin where a credential of `{session.Portal.Name}` may be typed",
            "frame" => $"the sign-in form at `{where}` stands in a frame",
            "get" => $"the sign-in form at `{where}` would put the credential into an address",
            _ => $"the sign-in form at `{where}` leads to an origin where no credential of `{session.Portal.Name}` may go",
        };
        return new BlockFault(Rules.Login.WrongOrigin, $"{why}; nothing was typed; tell the owner of the Skill");
    }

    private BlockFault NotAsked() =>
        new(Rules.Login.Failed, $"the sign-in page of `{session.Portal.Name}` took the user name but did not ask for a password; declare `login.steps` in its Skill");

    /// <exception cref="BlockFault">The credential has no such part.</exception>
    public string Part(string name) => (credential.Find(name)
        ?? throw new BlockFault(Rules.Credentials.Unavailable, $"the credential `{credential.Name}` has no part `{name}`, which signing in to `{session.Portal.Name}` needs")).Reveal();
}
