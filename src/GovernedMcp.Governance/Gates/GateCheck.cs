using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Governance.Gates;

/// <summary>
/// Step 5 of the road. Refuse beats ask, ask beats allow. When several gates ask, all of them must be answered: adding a gate
/// can never make a call easier.
/// </summary>
internal static class GateCheck
{
    public static Decision Judge(Policy policy, Workflow workflow, Act act)
    {
        var matching = policy.Rails.Gates.Concat(workflow.Gates).Where(gate => Matches(gate, act)).ToList();
        var observed = matching.Where(gate => gate.Mode == GateMode.Observe)
            .Select(gate => new Observation(gate.Id, gate.Verb is GateVerb.Refuse ? "would_refuse" : "would_hold")).ToList();
        var enforced = matching.Where(gate => gate.Mode == GateMode.Enforce).ToList();

        if (enforced.FirstOrDefault(gate => gate.Verb is GateVerb.Refuse) is { } refusing)
        {
            var why = ((GateVerb.Refuse)refusing.Verb).Why;
            return new Decision.Refused(Rules.Gates.Refused, refusing.Source, $"gate `{refusing.Id}` refuses this: {why}") { Observed = observed };
        }

        var asks = enforced.Where(gate => gate.Verb is GateVerb.Ask).Select(gate => new HeldBy(gate.Id, (GateVerb.Ask)gate.Verb, gate.Source)).ToList();
        if (asks.Count == 0)
        {
            var source = act.Portal is { } portal && workflow.Scope.Portals.TryGetValue(portal, out var scope) ? scope.Source : workflow.Source;
            return new Decision.Allowed(Rules.Scope.Granted, source, "the scope grants it and no gate matches") { Observed = observed };
        }

        var asked = string.Join(" and ", asks.Select(Asked));
        return new Decision.Held(Rules.Gates.Held, asks[0].Source, $"this needs the approval of {asked}", asks) { Observed = observed };
    }

    private static string Asked(HeldBy by) => by.Ask.Group == People.UserGroup
        ? $"the person who runs this client (gate `{by.Gate}`)"
        : $"`{by.Ask.Group}` (gate `{by.Gate}`, {by.Ask.Approvals} of them)";

    /// <summary>Whether a gate could ever match an act on this part, whatever the values.</summary>
    public static bool Meets(Gate gate, ActKind kind, string portal, string part) =>
        gate.On.Any(target => target.Act == kind && (target.Portal ?? portal) == portal && (target.Part ?? part) == part);

    // INVARIANT: trouble counts against the caller: a condition that cannot be evaluated matches.
    private static bool Matches(Gate gate, Act act) =>
        gate.On.Any(target => target.Act == act.Kind && (target.Portal is null || target.Portal == act.Portal) && (target.Part is null || target.Part == act.Part))
        && ConditionEvaluation.Of(gate.When, act) != Truth.False;
}
