using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>A flow as it was written: <c>{ from: portal, to: portal }</c>.</summary>
internal sealed record FlowEntry(Place At, Located<string> From, Located<string> To)
{
    public static Shape<FlowEntry> Shape { get; } = Shaped.Map<FlowEntry>(keys =>
    {
        var from = keys.Must("from", Shaped.At(Names.Name), "The portal of the scope where values are read");
        var to = keys.Must("to", Shaped.At(Names.Name), "The portal of the scope where they may be typed");
        return () => new FlowEntry(keys.At, from, to);
    });
}
