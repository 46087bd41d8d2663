using GovernedMcp.Governance;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>The tests of a gate look at fields there are, in ways their values can match: a rule that never matches is an error.</summary>
internal static class ConditionChecks
{
    public static void Check(ConfigSet all, string file, GateEntry gate, WorkflowEntry? workflow)
    {
        if (gate.Condition.Tests.Count == 0) return;
        var silent = gate.Targets.Where(target => target.Target.Act is not (ActKind.Fill or ActKind.Submit)).ToList();
        foreach (var target in silent)
        {
            var act = SnakeCase.Of(target.Target.Act);
            all.Error(file, target.At, ConfigCodes.NeverMatches, $"`{act}` carries no values, so `when` never matches; use `fill` and `submit`, or write a gate for `{act}` without `when`");
        }

        if (silent.Count > 0) return;
        var forms = Forms(all, gate, workflow);
        foreach (var test in gate.Condition.Tests)
        {
            // A baseline gate on any portal by names of fields also guards the portals to come.
            if (workflow is null && test.Value is GateCondition.AnyFieldName && gate.Gate.On.Any(target => target.Portal is null)) continue;
            CheckTest(all, file, test, forms);
        }
    }

    // Which forms the gate can see, and whether there may be fields that no one has written down.
    private static (IReadOnlyList<(string Portal, Form Form)> Known, bool Open) Forms(ConfigSet all, GateEntry gate, WorkflowEntry? workflow)
    {
        var scopes = (workflow is null ? all.Workflows : [workflow]).SelectMany(one => one.Scope).ToList();
        var known = new List<(string Portal, Form Form)>();
        var open = all.RefusedSkills.Count > 0 || all.Portals.Count == 0;
        foreach (var target in gate.Gate.On)
        {
            var portals = all.Portals.Values.Where(portal => target.Portal is null || portal.Name == target.Portal)
                .Where(portal => workflow is null || scopes.Any(scope => scope.Name == portal.Name)).ToList();
            open |= portals.Any(portal => scopes.Any(scope => scope.Name == portal.Name && scope.Value.Forms.Found)) && target.Part is null;
            open |= portals.Count == 0 || portals.Any(portal => target.Part is not null && !portal.Forms.ContainsKey(target.Part));
            known.AddRange(portals.SelectMany(portal => portal.Forms.Values.Where(form => target.Part is null || form.Name == target.Part).Select(form => (portal.Name, form))));
        }

        return (known.Distinct().ToList(), open || known.Any(form => form.Form.Fields.Count == 0));
    }

    private static void CheckTest(ConfigSet all, string file, Located<GateCondition> test, (IReadOnlyList<(string Portal, Form Form)> Known, bool Open) forms)
    {
        var fields = forms.Known.SelectMany(form => form.Form.Fields).ToList();
        var names = fields.Select(field => field.Key).Distinct().Order(StringComparer.Ordinal).ToList();
        switch (test.Value)
        {
            case GateCondition.AnyFieldName name when !forms.Open && !names.Any(key => MatcherFit.ComplaintAboutName(key, name.Matcher) is null):
                all.Error(file, test.At, ConfigCodes.NeverMatches, $"no field of the forms that the gate sees has such a name; fields: {Quoted.List(names)}");
                break;
            case GateCondition.FieldIs one when fields.Where(field => field.Key == one.Field).ToList() is var same:
                if (same.Count == 0 && !forms.Open)
                {
                    all.Error(file, test.At, ConfigCodes.Reference, $"no form that the gate sees has a field {Quoted.Of(one.Field)}{DidYouMean.Hint(one.Field, names)}; fields: {Quoted.List(names)}");
                }

                var complaints = same.Select(field => MatcherFit.Complaint(field, one.Matcher)).ToList();
                if (complaints.Count > 0 && complaints.All(complaint => complaint is not null)) all.Error(file, test.At, ConfigCodes.NeverMatches, complaints[0]!);
                break;
        }
    }
}
