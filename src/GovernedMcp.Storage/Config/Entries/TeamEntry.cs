using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

internal sealed record TeamEntry(IReadOnlyList<Located<string>> Members, string? Contact)
{
    public static Shape<IReadOnlyList<Located<string>>> People { get; } = Shaped.ListOf(Shaped.At(Names.Person), min: 1);

    public static Shape<TeamEntry> Shape { get; } = Shaped.Map<TeamEntry>(keys =>
    {
        var members = keys.Must("members", People, "Who is in the team, by the names they sign in with");
        var contact = keys.May("contact", Scalars.Text, "Where the team is reached");
        return () => new TeamEntry(members, contact);
    });
}
