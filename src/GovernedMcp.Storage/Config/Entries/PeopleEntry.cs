using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>people.yaml as it was written.</summary>
internal sealed record PeopleEntry(IReadOnlyList<Named<TeamEntry>> Teams, IReadOnlyList<Named<IReadOnlyList<Located<string>>>> Approvers)
{
    public static Shape<PeopleEntry> Shape { get; } = Shaped.Map<PeopleEntry>(keys =>
    {
        var teams = keys.Must("teams", Shaped.NamedMap(Names.Name, TeamEntry.Shape), "Teams that may own workflows");
        var approvers = keys.Or("approvers", Shaped.NamedMap(Names.Name, TeamEntry.People), [], "Groups that gates may ask");
        return () => new PeopleEntry(teams, approvers);
    });
}
