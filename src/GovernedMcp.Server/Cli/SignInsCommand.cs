using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.SignIns;

namespace GovernedMcp.Server.Cli;

/// <summary><c>signins</c>: the accounts that are left alone so that nobody is locked out, and a person's word that one may be tried again.</summary>
internal static class SignInsCommand
{
    public static Command Make() => new("signins", "Accounts on portals that sign-ins failed on.") { List(), Retry() };

    private static Command List()
    {
        var json = Verb.Json();
        return new Command("list", "The accounts that something is held against, and what waits for a person.") { json }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var held = await store.SignIns.HeldAsync(cancel);
            var waiting = await store.SignIns.WaitingAsync(TimeProvider.System.GetUtcNow(), cancel);
            if (parsed.GetValue(json)) terminal.Print(new JsonObject { ["held"] = new JsonArray([.. held.Select(AsJson)]), ["waiting"] = new JsonArray([.. waiting.Select(AsJson)]) });
            else
            {
                foreach (var what in waiting) terminal.Say($"{what.Workflow} waits for a person until {what.Until.Shown()}, signing in to {what.Portal}: {what.Say}");
                terminal.Table(["portal", "credential", "failures", "last", "why"],
                    [.. held.Select(account => (IReadOnlyList<string>)[account.Portal, account.Credential.Value, $"{account.Standing.Failures}", account.Standing.LastFailure.Shown(), Why(account.Standing)])],
                    "nothing is held against any account");
            }

            return ExitCodes.Done;
        });
    }

    private static Command Retry()
    {
        var name = new Argument<string>("credential") { Description = "Its name in credentials.yaml" };
        return new Command("retry", "Forget what is held against a credential's accounts, when you looked at them.") { name }.Does(async (parsed, terminal, _) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var credential = new CredentialName(parsed.GetRequiredValue(name));
            if (await store.SignIns.ForgiveAsync(credential, Operator.Name) == 0) throw new CliFault($"nothing is held against an account of `{credential}`; `signins list` shows those there are");
            terminal.Say($"the next sign-in with `{credential}` is tried at once");
            return ExitCodes.Done;
        });
    }

    private static string Why(AccountStanding standing) => standing switch
    {
        { LockedUntil: not null } => "the portal says that it is locked",
        { TurnedDown.Count: > 0 } => "the portal turned its values down",
        { Unsuited: { } unsuited } => $"its page spoils `{unsuited.Part}`",
        _ => "signing in did not end well",
    };

    private static JsonObject AsJson(HandOff what) => new()
    {
        ["workflow"] = what.Workflow,
        ["portal"] = what.Portal,
        ["what"] = what.Kind.ToString().ToLowerInvariant(),
        ["say"] = what.Say,
        ["until"] = what.Until.Shown(),
    };

    private static JsonObject AsJson(HeldAccount account) => new()
    {
        ["portal"] = account.Portal,
        ["credential"] = account.Credential.Value,
        ["failures"] = account.Standing.Failures,
        ["last_failure"] = account.Standing.LastFailure.Shown(),
        ["locked_until"] = account.Standing.LockedUntil.Shown(),
        ["why"] = Why(account.Standing),
    };
}
