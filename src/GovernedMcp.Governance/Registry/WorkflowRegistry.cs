using System.Collections.Frozen;

namespace GovernedMcp.Governance.Registry;

/// <summary>The single truth of what runs: every registered workflow of one policy revision.</summary>
public sealed class WorkflowRegistry(IEnumerable<Workflow> workflows)
{
    private readonly FrozenDictionary<string, Workflow> _byName = workflows.ToFrozenDictionary(workflow => workflow.Name, StringComparer.Ordinal);

    public IEnumerable<Workflow> All => _byName.Values.OrderBy(workflow => workflow.Name, StringComparer.Ordinal);

    public Workflow? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The workflows whose scope names a portal.</summary>
    public IEnumerable<Workflow> WhoTouches(string portal) => All.Where(workflow => workflow.Scope.Portals.ContainsKey(portal));
}
