using System.CommandLine;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Cli;

/// <summary><c>registry who-touches</c>: which workflows a portal would feel.</summary>
internal static class RegistryTouches
{
    public static Command Make()
    {
        var portal = new Argument<string>("portal") { Description = "The name of the portal" };
        var json = Verb.Json();
        return new Command("who-touches", "The workflows whose scope names a portal.") { portal, json }.Does((parsed, terminal) =>
        {
            var policy = Places.Of(parsed).LoadPolicy().Policy;
            var name = parsed.GetRequiredValue(portal);
            if (!policy.Portals.ContainsKey(name)) throw new CliFault($"there is no portal `{name}`; the Skills are: {string.Join(", ", policy.Portals.Keys.Order(StringComparer.Ordinal))}");
            var touching = policy.Registry.WhoTouches(name).ToList();
            if (parsed.GetValue(json)) terminal.Print(new JsonArray([.. touching.Select(workflow => (JsonNode)workflow.Name)]));
            else
            {
                terminal.Table(["workflow", "owner", "accountable", "status", "entry"],
                    [.. touching.Select(workflow => (IReadOnlyList<string>)[workflow.Name, workflow.Owner, workflow.Accountable, workflow.Status.ToString().ToLowerInvariant(), workflow.Source.ToString()])],
                    $"no workflow touches portal `{name}`");
            }

            return ExitCodes.Done;
        });
    }
}
