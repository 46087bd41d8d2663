using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Keys that are written into a schema.</summary>
internal sealed class DescribedKeys(SchemaDefinitions definitions) : MapKeys
{
    public JsonObject Properties { get; } = [];

    public JsonArray Required { get; } = [];

    public override Place At => default;

    public override Reading Reading { get; } = new("", []);

    protected override void Require(string key) => Required.Add(key);

    protected override Node? Ask(string key, Described shape, string? about)
    {
        var schema = shape.Describe(definitions);
        if (about is not null && schema.ContainsKey("$ref")) schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        if (about is not null) schema["description"] = about;
        Properties[key] = schema;
        return null;
    }
}
