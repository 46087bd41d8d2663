using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A map whose keys are names that people choose, all values of one shape.</summary>
internal sealed class NamedShape<T>(Shape<string> name, Func<string, Place, Shape<T>> valueOf) : Shape<IReadOnlyList<Named<T>>>
{
    public NamedShape(Shape<string> name, Shape<T> value)
        : this(name, (_, _) => value)
    {
    }

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<Named<T>> value)
    {
        value = null;
        if (node is not Node.Mapping map)
        {
            reading.Error(node.At, ConfigCodes.Shape, $"{node.Kind} stands where a map of names belongs; write `name: …`");
            return false;
        }

        var read = new List<Named<T>>(map.Entries.Count);
        foreach (var entry in map.Entries)
        {
            var named = name.TryRead(entry.Key, reading, out var key);
            if (valueOf(entry.Key.Text, entry.Key.At).TryRead(entry.Value, reading, out var one) && named) read.Add(new(key!, entry.Key.At, one));
        }

        value = read;
        return read.Count == map.Entries.Count;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = name.Describe(definitions),
        ["additionalProperties"] = valueOf("", default).Describe(definitions),
    };
}
