using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A map with known keys. <paramref name="declare"/> asks for the keys and returns what to build of them.</summary>
internal sealed class MapShape<T>(Func<MapKeys, Func<T>> declare) : Shape<T>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Node.Mapping map)
        {
            var example = string.Join(", ", KnownKeys().Take(3));
            reading.Error(node.At, ConfigCodes.Shape, $"{node.Kind} stands where a map belongs; write `key: value` lines with keys such as {example}");
            return false;
        }

        var before = reading.ErrorCount;
        var keys = new ReadKeys(map, reading);
        var build = declare(keys);
        foreach (var entry in map.Entries.Where(entry => !keys.Asked.Contains(entry.Key.Text))) Unknown(entry.Key, keys.Asked, reading);
        if (reading.ErrorCount > before) return false;

        value = build();
        return reading.ErrorCount == before;
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        var keys = new DescribedKeys(definitions);
        declare(keys);
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = keys.Properties };
        if (keys.Required.Count > 0) schema["required"] = keys.Required;
        return schema;
    }

    private IEnumerable<string> KnownKeys()
    {
        var keys = new DescribedKeys(new SchemaDefinitions());
        declare(keys);
        return keys.Properties.Select(property => $"`{property.Key}`");
    }

    private static void Unknown(Node.Scalar key, IReadOnlyList<string> known, Reading reading)
    {
        if (NoSuchSwitch.Explain(key.Text) is { } reason) reading.Error(key.At, ConfigCodes.NoSwitch, reason);
        else
        {
            var hint = DidYouMean.Hint(key.Text, known);
            reading.Error(key.At, ConfigCodes.UnknownKey, $"{Quoted.Of(key.Text)} is not a key here{hint}; allowed: {Quoted.List(known.Order(StringComparer.Ordinal))}");
        }
    }
}
