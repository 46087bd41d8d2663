using GovernedMcp.Storage.Config.Shapes;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>The parts of one kind that are granted: <c>all</c>, <c>found</c>, a list of names, or names with columns or fields.</summary>
internal sealed record GrantEntry(bool All, bool Found, IReadOnlyList<Named<PartEntry>> Named)
{
    private static readonly Shape<GrantEntry> Word = Scalars.ChoiceOf(new Dictionary<string, GrantEntry>
    {
        ["all"] = new(All: true, Found: false, []),
        ["found"] = new(All: true, Found: true, []),
    });

    private static readonly Shape<GrantEntry> List = Shaped.ListOf(Shaped.At(Names.Name))
        .Into(names => new GrantEntry(false, false, [.. names.Select(name => new Named<PartEntry>(name.Value, name.At, PartEntry.Whole))]));

    public bool GrantsAnything => All || Found || Named.Count > 0;

    public bool Grants(string part) => All || Found || Named.Any(one => one.Name == part);

    public static GrantEntry None { get; } = new(false, false, []);

    public static Shape<GrantEntry> Parts { get; } = new EitherShape<GrantEntry>(text: Word, list: List);

    public static Shape<GrantEntry> PartsWith(string key) => new EitherShape<GrantEntry>(
        text: Word, list: List, map: Shaped.NamedMap(Names.Name, PartEntry.With(key)).Into(named => new GrantEntry(false, false, named)));
}
