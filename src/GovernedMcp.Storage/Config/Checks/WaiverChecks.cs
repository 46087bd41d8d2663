using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>Every form that a workflow may send meets a gate, or is waived with a reason and an end that is still to come.</summary>
internal static class WaiverChecks
{
    public static void Check(ConfigSet all, WorkflowEntry workflow, DateOnly today)
    {
        foreach (var waiver in workflow.Waivers) CheckWaiver(all, workflow, waiver, today);
        foreach (var scope in workflow.Scope.Where(scope => all.Portals.ContainsKey(scope.Name)))
        {
            var portal = all.Portals[scope.Name];
            var grant = scope.Value.Forms;
            foreach (var form in (grant.All ? portal.Forms.Keys : []).Concat(grant.Named.Select(part => part.Name)).Distinct())
            {
                var path = $"{scope.Name}/{form}";
                if (MeetsGate(all, workflow, scope.Name, form) || workflow.Waivers.Any(waiver => waiver.Form.Value == path)) continue;
                all.Error(workflow.File, scope.At, ConfigCodes.NoGate,
                    $"form `{form}` of portal `{scope.Name}` may be sent without meeting a gate that always matches; add one with `on: {{ submit: {path} }}` and no `when`, or `waive: {{ form: {path}, reason: …, until: … }}`");
            }

            if (grant.Found && !MeetsGate(all, workflow, scope.Name, null))
            {
                all.Error(workflow.File, scope.At, ConfigCodes.NoGate,
                    $"forms that are only found on portal `{scope.Name}` may be sent without meeting a gate that always matches; add one with `on: {{ submit: {scope.Name} }}` and no `when`, or grant forms by name");
            }
        }
    }

    private static bool MeetsGate(ConfigSet all, WorkflowEntry workflow, string portal, string? form) =>
        all.Rails.Gates.Concat(workflow.Gates).Select(entry => entry.Gate)
            .Where(gate => gate is { Mode: GateMode.Enforce, When: GateCondition.Always })
            .SelectMany(gate => gate.On)
            .Any(target => target.Act == ActKind.Submit && (target.Portal is null || target.Portal == portal) && (target.Part is null || target.Part == form));

    private static void CheckWaiver(ConfigSet all, WorkflowEntry workflow, WaiverEntry waiver, DateOnly today)
    {
        if (waiver.Until.Value < today)
        {
            all.Error(workflow.File, waiver.Until.At, ConfigCodes.Expired, $"the waiver of `{waiver.Form.Value}` ended on {waiver.Until.Value:yyyy-MM-dd}; write a gate, or have the waiver renewed with a later `until`");
        }

        if (waiver.Until.Value > today.AddDays(366))
        {
            all.Error(workflow.File, waiver.Until.At, ConfigCodes.Value, "a waiver holds for a year at most; write an earlier `until`");
        }

        var parts = waiver.Form.Value.Split('/');
        if (!Portals.TryFind(all, workflow.File, parts[0], waiver.Form.At, out var portal) || portal.Forms.ContainsKey(parts[1])) return;
        all.Error(workflow.File, waiver.Form.At, ConfigCodes.Reference, $"portal `{parts[0]}` declares no form {Quoted.Of(parts[1])}{DidYouMean.Hint(parts[1], portal.Forms.Keys)}; forms: {Quoted.List(portal.Forms.Keys.Order(StringComparer.Ordinal))}");
    }
}
