using System.Text.Json.Nodes;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Shapes that a schema names once and refers to: those that hold themselves.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject?> _named = new(StringComparer.Ordinal);

    public JsonObject Refer(string name, Func<JsonObject> describe)
    {
        if (_named.TryAdd(name, null)) _named[name] = describe();
        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    public JsonObject? ToJson() => _named.Count == 0 ? null : new JsonObject(_named.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
