using GovernedMcp.Governance;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>What a workflow may touch on one portal, as it was written.</summary>
internal sealed record ScopeEntry(
    Place At, Located<string>? Credential, GrantEntry Sections, GrantEntry Tables, GrantEntry Records, GrantEntry Forms, GrantEntry Downloads)
{
    public GrantEntry Of(PartKind kind) => kind switch
    {
        PartKind.Section => Sections,
        PartKind.Table => Tables,
        PartKind.Record => Records,
        PartKind.Form => Forms,
        _ => Downloads,
    };

    public static Shape<ScopeEntry> Shape { get; } = Shapes.Shape.Map<ScopeEntry>(keys =>
    {
        var credential = keys.May("credential", Shapes.Shape.At(Names.CredentialName), "The credential that signs in, by name; never a value");
        var sections = keys.Or("sections", GrantEntry.Parts, GrantEntry.None, "Places it may go to");
        var tables = keys.Or("tables", GrantEntry.PartsWith("columns"), GrantEntry.None, "Tables it may read, and of each all columns or the named ones");
        var records = keys.Or("records", GrantEntry.Parts, GrantEntry.None, "Detail pages it may read");
        var forms = keys.Or("forms", GrantEntry.PartsWith("fields"), GrantEntry.None, "Forms it may fill in and send, and of each all fields or the named ones");
        var downloads = keys.Or("downloads", GrantEntry.Parts, GrantEntry.None, "Files it may fetch");
        return () => new ScopeEntry(keys.At, credential, sections, tables, records, forms, downloads);
    });
}

/// <summary>The parts of one kind that are granted: <c>all</c>, <c>found</c>, a list of names, or names with columns or fields.</summary>
internal sealed record GrantEntry(bool All, bool Found, IReadOnlyList<Named<PartEntry>> Named)
{
    private static readonly Shape<GrantEntry> Word = Scalars.ChoiceOf(new Dictionary<string, GrantEntry>
    {
        ["all"] = new(All: true, Found: false, []),
        ["found"] = new(All: true, Found: true, []),
    });

    private static readonly Shape<GrantEntry> List = Shapes.Shape.ListOf(Shapes.Shape.At(Names.Name))
        .Into(names => new GrantEntry(false, false, [.. names.Select(name => new Named<PartEntry>(name.Value, name.At, PartEntry.Whole))]));

    public bool Grants(string part) => All || Found || Named.Any(one => one.Name == part);

    public static GrantEntry None { get; } = new(false, false, []);

    public static Shape<GrantEntry> Parts { get; } = new EitherShape<GrantEntry>(text: Word, list: List);

    public static Shape<GrantEntry> PartsWith(string key) => new EitherShape<GrantEntry>(
        text: Word, list: List, map: Shapes.Shape.NamedMap(Names.Name, PartEntry.With(key)).Into(named => new GrantEntry(false, false, named)));
}

/// <summary>What of a table or form is granted: everything, or the named columns or fields.</summary>
internal sealed record PartEntry(IReadOnlyList<Located<string>>? Only)
{
    public static PartEntry Whole { get; } = new((IReadOnlyList<Located<string>>?)null);

    private static readonly Shape<PartEntry> Word = Scalars.ChoiceOf(new Dictionary<string, PartEntry> { ["all"] = Whole });

    public static Shape<PartEntry> With(string key) => new EitherShape<PartEntry>(text: Word, map: Shapes.Shape.Map<PartEntry>(keys =>
    {
        var only = keys.Must(key, new EitherShape<PartEntry>(
            text: Word,
            list: Shapes.Shape.ListOf(Shapes.Shape.At(Scalars.Value), min: 1).Into(names => new PartEntry(names))));
        return () => only;
    }));
}
