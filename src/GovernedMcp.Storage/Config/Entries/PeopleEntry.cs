using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>people.yaml as it was written.</summary>
internal sealed record PeopleEntry(IReadOnlyList<Named<TeamEntry>> Teams, IReadOnlyList<Named<IReadOnlyList<Located<string>>>> Approvers)
{
    public static Shape<PeopleEntry> Shape { get; } = Shapes.Shape.Map<PeopleEntry>(keys =>
    {
        var teams = keys.Must("teams", Shapes.Shape.NamedMap(Names.Name, TeamEntry.Shape), "Teams that may own workflows");
        var approvers = keys.Or("approvers", Shapes.Shape.NamedMap(Names.Name, TeamEntry.People), [], "Groups that gates may ask");
        return () => new PeopleEntry(teams, approvers);
    });
}

internal sealed record TeamEntry(IReadOnlyList<Located<string>> Members, string? Contact)
{
    public static Shape<IReadOnlyList<Located<string>>> People { get; } = Shapes.Shape.ListOf(Shapes.Shape.At(Names.Person), min: 1);

    public static Shape<TeamEntry> Shape { get; } = Shapes.Shape.Map<TeamEntry>(keys =>
    {
        var members = keys.Must("members", People, "Who is in the team, by the names they sign in with");
        var contact = keys.May("contact", Scalars.Text, "Where the team is reached");
        return () => new TeamEntry(members, contact);
    });
}
