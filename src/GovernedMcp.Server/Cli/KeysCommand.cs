using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Keys;

namespace GovernedMcp.Server.Cli;

/// <summary><c>keys</c>: issue, list and revoke the keys of workflows and people. A key is shown once and kept nowhere.</summary>
internal static class KeysCommand
{
    public static Command Make() => new("keys", "Keys of workflows and of people.") { Issue(), List(), Revoke() };

    private static Command Issue()
    {
        var workflow = new Argument<string?>("workflow") { Description = "The workflow that the key stands for", Arity = ArgumentArity.ZeroOrOne };
        var heldBy = new Option<string?>("--held-by") { Description = "The person who runs the client; may not approve its calls", HelpName = "PERSON" };
        var person = new Option<string?>("--person") { Description = "Issue a person's key instead: for approvals and for commands that need one", HelpName = "PERSON" };
        return new Command("issue", "Issue a key and print it, once.") { workflow, heldBy, person }.Does(async (parsed, terminal, _) =>
        {
            var (name, who) = (parsed.GetValue(workflow), parsed.GetValue(person));
            if (name is null == who is null) throw new CliFault("name a workflow, or a person with `--person`");
            var places = Places.Of(parsed);
            var policy = places.LoadPolicy().Policy;
            using var store = places.OpenStore();
            if (who is not null)
            {
                if (!policy.People.Knows(who)) throw new CliFault($"people.yaml does not know `{who}`; add them to a team or an approver group");
                Show(await store.Keys.IssuePersonKeyAsync(who, Operator.Name), terminal);
                return ExitCodes.Done;
            }

            var entry = policy.Registry.Find(name!) ?? throw new CliFault($"workflow `{name}` is not registered; add `registry/{name}.yaml`");
            Show(await store.Keys.IssueWorkflowKeyAsync(entry.Name, parsed.GetValue(heldBy) ?? entry.Accountable, Operator.Name), terminal);
            return ExitCodes.Done;
        });
    }

    private static void Show(IssuedKey key, Terminal terminal)
    {
        terminal.Say(key.Text);
        terminal.Complain($"this is key `{key.Id}`; it is not shown again");
    }

    private static Command List()
    {
        var json = Verb.Json();
        return new Command("list", "Keys, newest first; never the keys themselves.") { json }.Does(async (parsed, terminal, cancel) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var keys = await store.Keys.ListAsync(cancel);
            if (parsed.GetValue(json)) terminal.Print(new JsonArray([.. keys.Select(AsJson)]));
            else
            {
                terminal.Table(["key", "for", "held by", "issued", "last used", "state"],
                    [.. keys.Select(key => (IReadOnlyList<string>)[key.Id, key.Subject, key.HeldBy, key.IssuedAt.Shown(), key.UsedAt.Shown() ?? "never", key.RevokedAt is null ? "valid" : "revoked"])],
                    "no keys were issued");
            }

            return ExitCodes.Done;
        });
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("key") { Description = "The id of the key, as `keys list` shows it" };
        return new Command("revoke", "Revoke a key; it is refused from the next call on.") { id }.Does(async (parsed, terminal, _) =>
        {
            using var store = Places.Of(parsed).OpenStore();
            var key = parsed.GetRequiredValue(id);
            if (!await store.Keys.RevokeAsync(key, Operator.Name)) throw new CliFault($"there is no valid key `{key}`; `keys list` shows those there are");
            terminal.Say($"key `{key}` is revoked");
            return ExitCodes.Done;
        });
    }

    private static JsonObject AsJson(KeyListing key) => new()
    {
        ["id"] = key.Id,
        ["realm"] = key.Realm.ToString().ToLowerInvariant(),
        ["subject"] = key.Subject,
        ["held_by"] = key.HeldBy,
        ["issued_at"] = key.IssuedAt.Shown(),
        ["issued_by"] = key.IssuedBy,
        ["used_at"] = key.UsedAt.Shown(),
        ["revoked_at"] = key.RevokedAt.Shown(),
    };
}
