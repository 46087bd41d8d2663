using GovernedMcp.Storage.Config.Shapes;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>One origin, as a text or with how its traffic is treated.</summary>
internal sealed record OriginEntry(string Origin, bool Inspect)
{
    public static Shape<OriginEntry> Shape { get; } = new EitherShape<OriginEntry>(
        text: AddressShapes.Origin.Into(origin => new OriginEntry(origin, Inspect: true)),
        map: Shaped.Map<OriginEntry>(keys =>
        {
            var origin = keys.Must("origin", AddressShapes.Origin);
            var inspect = keys.Or("inspect", Scalars.Flag, true, "`false`: its encrypted traffic passes unread; then nothing can be written there");
            return () => new OriginEntry(origin, inspect);
        }));
}
