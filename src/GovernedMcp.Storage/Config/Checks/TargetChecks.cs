using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>A gate looks at portals and parts that there are and, when it is a team's, that its workflow may touch.</summary>
internal static class TargetChecks
{
    public static void Check(ConfigSet all, string file, GateEntry gate, WorkflowEntry? workflow)
    {
        foreach (var target in gate.Targets)
        {
            if (target.Target.Portal is not { } name || !Portals.TryFind(all, file, name, target.At, out var portal)) continue;
            var scope = workflow?.Scope.FirstOrDefault(scope => scope.Name == name)?.Value;
            if (workflow is not null && scope is null)
            {
                all.Error(file, target.At, ConfigCodes.NeverMatches, $"portal `{name}` is not in the scope of workflow `{workflow.Name.Value}`, so the gate never sees it; add it to `scope` or drop the gate");
            }
            else if (target.Target.Part is { } part) CheckPart(all, file, target, portal, part, workflow, scope);
        }

        ConditionChecks.Check(all, file, gate, workflow);
    }

    private static void CheckPart(ConfigSet all, string file, TargetEntry target, Portal portal, string part, WorkflowEntry? workflow, ScopeEntry? scope)
    {
        var act = SnakeCase.Of(target.Target.Act);
        var kinds = KindsOf(target.Target.Act);
        if (kinds.Length == 0)
        {
            all.Error(file, target.At, ConfigCodes.NeverMatches, $"`{act}` concerns a portal as a whole, so a part never matches; write `{act}: {portal.Name}`");
            return;
        }

        var known = kinds.SelectMany(kind => portal.PartsOf(kind)).Distinct().Order(StringComparer.Ordinal).ToList();
        var word = string.Join(" or ", kinds.Select(SnakeCase.Of));
        var grants = kinds.SelectMany(kind => GrantsOn(all, portal.Name, workflow).Select(granted => granted.Of(kind))).ToList();
        if (!known.Contains(part) && !grants.Any(grant => grant.Found))
        {
            all.Error(file, target.At, ConfigCodes.Reference, $"portal `{portal.Name}` declares no {word} {Quoted.Of(part)}{DidYouMean.Hint(part, known)}; there are {Quoted.List(known)}");
        }
        else if (scope is not null && !kinds.Any(kind => scope.Of(kind).Grants(part)))
        {
            all.Error(file, target.At, ConfigCodes.NeverMatches, $"the scope of workflow `{workflow!.Name.Value}` does not grant {word} `{part}`, so the gate never sees it; grant it or drop the gate");
        }
    }

    private static IEnumerable<ScopeEntry> GrantsOn(ConfigSet all, string portal, WorkflowEntry? workflow) =>
        (workflow is null ? all.Workflows : [workflow]).SelectMany(one => one.Scope).Where(scope => scope.Name == portal).Select(scope => scope.Value);

    /// <summary>The kinds of parts that an act names; none when it concerns a portal as a whole.</summary>
    public static PartKind[] KindsOf(ActKind act) => act switch
    {
        ActKind.Navigate => [PartKind.Section],
        ActKind.Extract => [PartKind.Table, PartKind.Record],
        ActKind.Fill or ActKind.Submit => [PartKind.Form],
        ActKind.Download => [PartKind.Download],
        ActKind.Screenshot => Enum.GetValues<PartKind>(),
        _ => [],
    };
}
