using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Governance.Flows;

/// <summary>Step 4 of the road, its second half: does the entry declare that what was read on one portal may go to this one?</summary>
internal static class FlowCheck
{
    public static Decision.Refused? Refuses(Workflow workflow, Act act, Circumstances circumstances)
    {
        if (act.Portal is not { } to) return null;
        // A value that several portals showed may go wherever one of them leads.
        var undeclared = circumstances.Crossings.FirstOrDefault(crossing => !crossing.ReadOn.Any(from => workflow.Flows.Any(flow => flow.From == from && flow.To == to)));
        return undeclared is null
            ? null
            : new(Rules.Scope.FlowNotGranted, workflow.Source,
                $"`{undeclared.Argument}` holds what workflow `{workflow.Name}` read on portal `{undeclared.ReadOn[0]}` and may not type on portal `{to}`; "
                + $"leave it out, or ask its owner `{workflow.Owner}` to declare `flows: [{{ from: {undeclared.ReadOn[0]}, to: {to} }}]`");
    }
}
