using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Tools;

/// <summary><c>portal_describe</c>: the Skill's guidance, or one part. A projection: no selectors, no origins, nothing outside the scope.</summary>
public sealed class DescribePortalBlock(PolicySource policies) : IToolBlock
{
    /// <summary>How much of a guidance text one reply carries, in characters.</summary>
    private const int MostCharacters = 7_000;

    public string Tool => "portal_describe";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var guidance = permit.Portal.Guidance;
        var view = new PartsView(policies.Current, permit.Workflow, permit.Portal, permit.Scope);
        if (permit.Call.Arguments.TextOrNull("part") is not { } part)
        {
            var data = view.Summary();
            data["about"] = guidance.Description;
            data["guidance"] = Cut(guidance.Body);
            data["references"] = new JsonArray([.. guidance.References.Keys.Order(StringComparer.Ordinal).Select(name => (JsonNode)name)]);
            return Done($"guidance for {permit.Portal.Title}", data);
        }

        if (view.Part(part) is { } detail) return Done($"`{part}` of {permit.Portal.Title}", detail);
        if (guidance.References.TryGetValue(part, out var reference)) return Done($"reference `{part}`", new JsonObject { ["reference"] = part, ["text"] = Cut(reference) });
        throw new BlockFault(Rules.Parts.Unknown, $"portal `{permit.Portal.Name}` has no part or reference `{Escaped.Short(part)}` in your scope; call portal_describe without part to see them");
    }

    private static Task<BlockResult> Done(string message, JsonObject data) => Task.FromResult(new BlockResult { Message = message, Data = data });

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "\n… (cut; ask for the references one by one)";
}
