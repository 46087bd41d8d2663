using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>A workflow is named like its file, owned by a team there is, and answered for by one person of that team.</summary>
internal static class OwnerChecks
{
    public static void Check(ConfigSet all, WorkflowEntry workflow)
    {
        var fileName = Path.GetFileNameWithoutExtension(workflow.File);
        if (workflow.Name.Value != fileName)
        {
            all.Error(workflow.File, workflow.Name.At, ConfigCodes.File, $"the workflow {Quoted.Of(workflow.Name.Value)} is not named like its file; write `workflow: {fileName}` or rename the file");
        }

        if (!all.PeopleAreKnown) return;
        if (all.Team(workflow.Owner.Value) is not { } team)
        {
            var teams = all.People.Teams.Select(one => one.Name).ToList();
            all.Error(workflow.File, workflow.Owner.At, ConfigCodes.Reference, $"no team {Quoted.Of(workflow.Owner.Value)} in `people.yaml`{DidYouMean.Hint(workflow.Owner.Value, teams)}; teams: {Quoted.List(teams)}");
        }
        else if (team.Members.All(member => member.Value != workflow.Accountable.Value))
        {
            var members = team.Members.Select(member => member.Value).ToList();
            all.Error(workflow.File, workflow.Accountable.At, ConfigCodes.Reference, $"{Quoted.Of(workflow.Accountable.Value)} is not in the owning team {Quoted.Of(workflow.Owner.Value)}{DidYouMean.Hint(workflow.Accountable.Value, members)}; members: {Quoted.List(members)}");
        }
    }
}
