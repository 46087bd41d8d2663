using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Tools;

/// <summary><c>portal_list</c>: the portals of the caller and what it may use on each.</summary>
public sealed class ListPortalsBlock(PolicySource policies) : IToolBlock
{
    public string Tool => "portal_list";

    public Task<BlockResult> RunAsync(Permit permit, BlockRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var policy = policies.Current;
        var portals = permit.Workflow.Scope.Portals.Values.OrderBy(scope => scope.Portal, StringComparer.Ordinal)
            .Where(scope => policy.Portals.ContainsKey(scope.Portal))
            .Select(scope => (JsonNode)new PartsView(policy, permit.Workflow, policy.Portals[scope.Portal], scope).Summary())
            .ToArray();
        return Task.FromResult(new BlockResult
        {
            Message = portals.Length == 1 ? "you may use 1 portal" : $"you may use {portals.Length} portals",
            Data = new JsonObject { ["portals"] = new JsonArray(portals) },
        });
    }
}
