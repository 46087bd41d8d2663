using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>A flow leads from one portal of the scope to another, and is declared once.</summary>
internal static class FlowChecks
{
    public static void Check(ConfigSet all, WorkflowEntry workflow)
    {
        var portals = workflow.Scope.Select(scope => scope.Name).Order(StringComparer.Ordinal).ToList();
        foreach (var end in workflow.Flows.SelectMany(flow => new[] { flow.From, flow.To }).Where(end => !portals.Contains(end.Value)))
        {
            all.Error(workflow.File, end.At, ConfigCodes.Reference,
                $"portal {Quoted.Of(end.Value)} is not in the scope of this workflow{DidYouMean.Hint(end.Value, portals)}; its portals: {Quoted.List(portals)}");
        }

        foreach (var flow in workflow.Flows.Where(flow => flow.From.Value == flow.To.Value))
        {
            all.Error(workflow.File, flow.To.At, ConfigCodes.Value, $"a flow leads from one portal to another; what is read on `{flow.To.Value}` may be typed there anyway, take it out");
        }

        foreach (var twin in workflow.Flows.GroupBy(flow => (From: flow.From.Value, To: flow.To.Value)).Where(group => group.Count() > 1))
        {
            all.Error(workflow.File, twin.Last().At, ConfigCodes.Duplicate, $"the flow from `{twin.Key.From}` to `{twin.Key.To}` is declared twice; keep one");
        }
    }
}
