using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>Which claim names the workflow, as it was written.</summary>
internal sealed record WorkflowClaimEntry(string Claim, IReadOnlyList<Named<Located<string>>>? Map)
{
    private static readonly Shape<IReadOnlyList<Named<Located<string>>>> MapShape = Shaped.NamedMap(Scalars.TextOf(200), Shaped.At(Names.Name));

    public static Shape<WorkflowClaimEntry> Shape { get; } = Shaped.Map<WorkflowClaimEntry>(keys =>
    {
        var claim = keys.Must("claim", Scalars.TextOf(200), "The name of the claim; its value is a text or a list of texts, such as `groups`");
        var map = keys.May("map", MapShape, "Claim value to workflow; left out: the value is the workflow's name");
        return () => new WorkflowClaimEntry(claim, map);
    });
}
