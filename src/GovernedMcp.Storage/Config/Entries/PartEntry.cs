using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>What of a table or form is granted: everything, or the named columns or fields.</summary>
internal sealed record PartEntry(IReadOnlyList<Located<string>>? Only)
{
    public static PartEntry Whole { get; } = new((IReadOnlyList<Located<string>>?)null);

    private static readonly Shape<PartEntry> Word = Scalars.ChoiceOf(new Dictionary<string, PartEntry> { ["all"] = Whole });

    public static Shape<PartEntry> With(string key) => new EitherShape<PartEntry>(text: Word, map: Shaped.Map<PartEntry>(keys =>
    {
        var only = keys.Must(key, new EitherShape<PartEntry>(
            text: Word,
            list: Shaped.ListOf(Shaped.At(Scalars.Value), min: 1).Into(names => new PartEntry(names))));
        return () => only;
    }));
}
