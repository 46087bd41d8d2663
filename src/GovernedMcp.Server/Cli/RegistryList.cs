using System.CommandLine;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Server.Cli;

/// <summary><c>registry list</c></summary>
internal static class RegistryList
{
    public static Command Make()
    {
        var json = Verb.Json();
        return new Command("list", "Every workflow with owner, state and use.") { json }.Does(async (parsed, terminal, cancel) =>
        {
            var places = Places.Of(parsed);
            var policy = places.LoadPolicy().Policy;
            using var store = places.OpenStore();
            var standings = (await store.Standings.AllAsync(cancel)).ToDictionary(standing => standing.Workflow, StringComparer.Ordinal);
            var entries = policy.Registry.All.Select(workflow => (workflow, standing: standings.GetValueOrDefault(workflow.Name))).ToList();
            if (parsed.GetValue(json)) terminal.Print(new JsonArray([.. entries.Select(entry => AsJson(entry.workflow, entry.standing))]));
            else
            {
                terminal.Table(["workflow", "owner", "accountable", "state", "portals", "review due", "last used"],
                    [.. entries.Select(entry => Row(entry.workflow, entry.standing))], "no workflow is registered");
            }

            return ExitCodes.Done;
        });
    }

    internal static string State(Workflow workflow, Standing? standing) =>
        standing?.Suspended is not null ? "suspended (kill switch)" : workflow.Status.ToString().ToLowerInvariant();

    internal static JsonObject AsJson(Workflow workflow, Standing? standing) => new()
    {
        ["workflow"] = workflow.Name,
        ["purpose"] = workflow.Purpose,
        ["owner"] = workflow.Owner,
        ["accountable"] = workflow.Accountable,
        ["status"] = workflow.Status.ToString().ToLowerInvariant(),
        ["suspended"] = standing?.Suspended is { } held ? new JsonObject { ["by"] = held.By, ["at"] = held.At.Shown(), ["reason"] = held.Reason } : null,
        ["portals"] = new JsonArray([.. workflow.Scope.Portals.Keys.Order(StringComparer.Ordinal).Select(portal => (JsonNode)portal)]),
        ["registered_at"] = standing?.RegisteredAt.Shown(),
        ["attested_at"] = standing?.AttestedAt.Shown(),
        ["attested_by"] = standing?.AttestedBy,
        ["review_due"] = standing?.ReviewDue(workflow.Review).Shown(),
        ["last_used_at"] = standing?.LastUsedAt.Shown(),
        ["source"] = workflow.Source.ToString(),
    };

    private static string[] Row(Workflow workflow, Standing? standing) =>
    [
        workflow.Name, workflow.Owner, workflow.Accountable, State(workflow, standing),
        string.Join(", ", workflow.Scope.Portals.Keys.Order(StringComparer.Ordinal)),
        standing?.ReviewDue(workflow.Review).Shown()[..10] ?? "-", standing?.LastUsedAt.Shown() ?? "never",
    ];
}
