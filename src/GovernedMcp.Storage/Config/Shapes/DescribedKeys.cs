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

    public override T Must<T>(string key, Shape<T> shape, string? about = null)
    {
        Required.Add(key);
        return Or(key, shape, default!, about);
    }

    public override T Or<T>(string key, Shape<T> shape, T otherwise, string? about = null)
    {
        var schema = shape.Describe(definitions);
        if (about is not null && schema.ContainsKey("$ref")) schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        if (about is not null) schema["description"] = about;
        Properties[key] = schema;
        return otherwise;
    }
}
