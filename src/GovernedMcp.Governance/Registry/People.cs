using System.Collections.Frozen;
using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Governance.Registry;

public sealed record Team(string Name, FrozenSet<string> Members, string? Contact);

/// <summary>Teams and approver groups: who may own a workflow and who may answer for what.</summary>
public sealed record People(FrozenDictionary<string, Team> Teams, FrozenDictionary<string, FrozenSet<string>> Approvers)
{
    /// <summary>The word that stands for the members of the owning team in a gate's <c>ask</c>.</summary>
    public const string OwnerGroup = "owner";

    /// <summary>The word that stands for the one person who runs the calling client. The only ask that may be answered in the client.</summary>
    public const string UserGroup = "user";

    /// <summary>Who is in a gate's group when this caller calls.</summary>
    public FrozenSet<string> MembersOf(string group, Workflow workflow, Caller caller) =>
        group == UserGroup ? FrozenSet.ToFrozenSet([caller.HeldBy]) : MembersOf(group, workflow);

    /// <summary>Who is in a gate's group, seen from a workflow. Empty when the group is unknown, or is whoever calls.</summary>
    public FrozenSet<string> MembersOf(string group, Workflow workflow) =>
        group switch
        {
            UserGroup => FrozenSet<string>.Empty,
            OwnerGroup => Teams.GetValueOrDefault(workflow.Owner)?.Members ?? FrozenSet<string>.Empty,
            _ => Approvers.GetValueOrDefault(group) ?? FrozenSet<string>.Empty,
        };

    public bool Knows(string person) =>
        Teams.Values.Any(team => team.Members.Contains(person)) || Approvers.Values.Any(group => group.Contains(person));
}
