using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Server.Cli;

/// <summary><c>registry show</c>: one entry, what it may touch, and how it stands.</summary>
internal static class RegistryShow
{
    public static Command Make()
    {
        var (name, json) = (RegistryCommand.Workflow(), Verb.Json());
        return new Command("show", "One workflow: owner, scope, gates, state, where its records are.") { name, json }.Does(async (parsed, terminal, cancel) =>
        {
            var places = Places.Of(parsed);
            var policy = places.LoadPolicy().Policy;
            var workflow = Find(policy, parsed.GetRequiredValue(name));
            using var store = places.OpenStore();
            var standing = (await store.Standings.AllAsync(cancel)).FirstOrDefault(standing => standing.Workflow == workflow.Name);
            if (parsed.GetValue(json))
            {
                var shown = RegistryList.AsJson(workflow, standing);
                shown["scope"] = new JsonObject(Portals(workflow).Select(scope => KeyValuePair.Create(scope.Portal, (JsonNode?)Parts(scope))));
                shown["gates"] = new JsonArray([.. policy.Rails.Gates.Concat(workflow.Gates).Select(gate => (JsonNode)gate.Id)]);
                shown["records"] = store.Folder.Database;
                terminal.Print(shown);
            }
            else Show(workflow, standing, policy, store.Folder.Database, terminal);
            return ExitCodes.Done;
        });
    }

    internal static Workflow Find(Policy policy, string name) =>
        policy.Registry.Find(name) ?? throw new CliFault($"workflow `{name}` is not registered; `registry list` names those that are");

    private static void Show(Workflow workflow, Standing? standing, Policy policy, string records, Terminal terminal)
    {
        terminal.Facts(
            ("workflow", workflow.Name), ("purpose", workflow.Purpose), ("owner", workflow.Owner), ("accountable", workflow.Accountable),
            ("contact", policy.People.Teams.GetValueOrDefault(workflow.Owner)?.Contact),
            ("state", RegistryList.State(workflow, standing)),
            ("held by", standing?.Suspended is { } held ? $"{held.By}, {held.At.Shown()}: {held.Reason}" : null),
            ("registered", standing?.RegisteredAt.Shown()),
            ("attested", standing?.AttestedBy is { } by ? $"{standing.AttestedAt.Shown()} by {by}" : "never"),
            ("review due", standing?.ReviewDue(workflow.Review).Shown()),
            ("last used", standing?.LastUsedAt.Shown() ?? "never"),
            ("entry", workflow.Source.ToString()),
            ("records", $"{records}, agent {workflow.Name}"));
        foreach (var scope in Portals(workflow))
        {
            terminal.Say("");
            terminal.Say($"portal {scope.Portal}{(scope.Credential is { } credential ? $", credential {credential}" : ", no credential")}");
            terminal.Facts([.. Kinds(scope).Select(kind => ($"  {kind.Name}", (string?)Words(kind.Grants)))]);
        }

        terminal.Say("");
        terminal.Table(["gate", "verb", "written at"],
            [.. policy.Rails.Gates.Concat(workflow.Gates).Select(gate => (IReadOnlyList<string>)[gate.Id, VerbOf(gate), gate.Source.ToString()])], "no gate applies");
    }

    private static string VerbOf(Gate gate) => gate.Verb switch
    {
        GateVerb.Ask ask => $"ask {ask.Group}{(ask.Approvals > 1 ? $", {ask.Approvals} approvals" : "")}",
        _ => "refuse",
    };

    private static IEnumerable<PortalScope> Portals(Workflow workflow) => workflow.Scope.Portals.Values.OrderBy(scope => scope.Portal, StringComparer.Ordinal);

    private static (string Name, PartGrants Grants)[] Kinds(PortalScope scope) =>
        [("sections", scope.Sections), ("tables", scope.Tables), ("records", scope.Records), ("forms", scope.Forms), ("downloads", scope.Downloads)];

    private static JsonObject Parts(PortalScope scope) =>
        new(Kinds(scope).Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)Words(kind.Grants))).Prepend(KeyValuePair.Create("credential", (JsonNode?)scope.Credential?.Value)));

    private static string Words(PartGrants grants) => string.Join(", ", grants.Named.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Value.Only is { } only ? $"{pair.Key} ({string.Join(", ", only.Order(StringComparer.Ordinal))})" : pair.Key)
        .Concat(grants.AllDeclared ? ["all"] : []).Concat(grants.Found ? ["found"] : []));
}
