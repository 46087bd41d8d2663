using GovernedMcp.Governance;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>What a workflow may touch on one portal, as it was written.</summary>
internal sealed record ScopeEntry(
    Place At, Located<string>? Credential, GrantEntry Sections, GrantEntry Tables, GrantEntry Records, GrantEntry Forms, GrantEntry Downloads, Located<bool>? Explore)
{
    public GrantEntry Of(PartKind kind) => kind switch
    {
        PartKind.Section => Sections,
        PartKind.Table => Tables,
        PartKind.Record => Records,
        PartKind.Form => Forms,
        _ => Downloads,
    };

    public static Shape<ScopeEntry> Shape { get; } = Shaped.Map<ScopeEntry>(keys =>
    {
        var credential = keys.May("credential", Shaped.At(Names.CredentialName), "The credential that signs in, by name; never a value");
        var sections = keys.Or("sections", GrantEntry.Parts, GrantEntry.None, "Places it may go to");
        var tables = keys.Or("tables", GrantEntry.PartsWith("columns"), GrantEntry.None, "Tables it may read, and of each all columns or the named ones");
        var records = keys.Or("records", GrantEntry.Parts, GrantEntry.None, "Detail pages it may read");
        var forms = keys.Or("forms", GrantEntry.PartsWith("fields"), GrantEntry.None, "Forms it may fill in and send, and of each all fields or the named ones");
        var downloads = keys.Or("downloads", GrantEntry.Parts, GrantEntry.None, "Files it may fetch");
        var explore = keys.May("explore", Shaped.At(Scalars.Flag), "Pages may be looked at, clicked on and typed into freely, to write a Skill; nothing that may change the portal is let out, and forms cannot be granted beside it");
        return () => new ScopeEntry(keys.At, credential, sections, tables, records, forms, downloads, explore);
    });
}
