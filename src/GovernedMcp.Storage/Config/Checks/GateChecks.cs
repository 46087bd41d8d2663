using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>A gate asks people there are, enough of them, about things that can happen.</summary>
internal static class GateChecks
{
    public static void Check(ConfigSet all)
    {
        foreach (var gate in all.Rails.Gates)
        {
            TargetChecks.Check(all, ConfigSet.RailsFile, gate, null);
            CheckGroup(all, ConfigSet.RailsFile, gate);

            // `owner` is another group in each workflow.
            foreach (var workflow in all.Workflows) CheckCount(all, ConfigSet.RailsFile, gate, workflow);
        }

        foreach (var workflow in all.Workflows)
        {
            foreach (var gate in workflow.Gates)
            {
                TargetChecks.Check(all, workflow.File, gate, workflow);
                CheckGroup(all, workflow.File, gate);
                CheckCount(all, workflow.File, gate, workflow);
            }
        }

        CheckNobodyIsAWorkflow(all);
        foreach (var group in all.People.Approvers.Where(group => group.Name is People.OwnerGroup or People.UserGroup))
            all.Error(ConfigSet.PeopleFile, group.At, ConfigCodes.Gate, $"{Quoted.Of(group.Name)} stands for other people in a gate's `ask` and would never be this group; rename it");
    }

    private static void CheckGroup(ConfigSet all, string file, GateEntry gate)
    {
        if (!all.PeopleAreKnown || gate.Gate.Verb is not GateVerb.Ask { Group: not (People.OwnerGroup or People.UserGroup) } ask) return;
        if (all.Group(ask.Group) is not null) return;
        var known = all.People.Approvers.Select(group => group.Name).Append(People.OwnerGroup).Append(People.UserGroup).ToList();
        all.Error(file, gate.VerbAt, ConfigCodes.Reference, $"no group {Quoted.Of(ask.Group)} under `approvers` in `people.yaml`{DidYouMean.Hint(ask.Group, known)}; groups: {Quoted.List(known)}");
    }

    // The accountable person counts as the one who runs the client, and that person may not answer.
    private static void CheckCount(ConfigSet all, string file, GateEntry gate, WorkflowEntry workflow)
    {
        if (!all.PeopleAreKnown || gate.Gate.Verb is not GateVerb.Ask { Group: not People.UserGroup } ask || !CanMeet(gate, workflow)) return;
        var members = ask.Group == People.OwnerGroup ? all.Team(workflow.Owner.Value)?.Members : all.Group(ask.Group);
        if (members is null) return;
        var able = members.Count(member => all.Rails.Approvals.SelfAllowed || member.Value != workflow.Accountable.Value);
        if (able >= ask.Approvals) return;
        var group = ask.Group == People.OwnerGroup ? $"the owning team `{workflow.Owner.Value}`" : $"group `{ask.Group}`";
        all.Error(file, gate.VerbAt, ConfigCodes.Gate,
            $"{group} can give {able} of {ask.Approvals} approvals for workflow `{workflow.Name.Value}`, because `{workflow.Accountable.Value}` may not approve what they run; add people or ask another group");
    }

    // A workflow that only reads needs nobody to approve what it sends.
    private static bool CanMeet(GateEntry gate, WorkflowEntry workflow) => gate.Gate.On.Any(target => workflow.Scope
        .Where(scope => target.Portal is null || scope.Name == target.Portal)
        .Any(scope => TargetChecks.KindsOf(target.Act) is not { Length: > 0 } kinds || kinds.Any(kind => scope.Value.Of(kind).GrantsAnything)));

    private static void CheckNobodyIsAWorkflow(ConfigSet all)
    {
        var workflows = all.Workflows.Select(workflow => workflow.Name.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var people = all.People.Teams.SelectMany(team => team.Value.Members).Concat(all.People.Approvers.SelectMany(group => group.Value));
        foreach (var person in people.Where(person => workflows.Contains(person.Value)))
        {
            all.Error(ConfigSet.PeopleFile, person.At, ConfigCodes.Gate, $"{Quoted.Of(person.Value)} is a workflow, and no agent answers for people; name a person");
        }
    }
}
