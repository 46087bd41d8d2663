using System.Text.Json.Nodes;
using GovernedMcp.Governance;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>
/// The keys of a map, declared by asking for them. A shape asks once with a file at hand, to read it, and once without, to
/// describe it; values are only real inside the function that the declaration returns.
/// </summary>
internal abstract class MapKeys
{
    public abstract Place At { get; }

    public abstract Reading Reading { get; }

    public SourceMark Mark => Reading.Mark(At);

    /// <summary>The key must be there.</summary>
    public abstract T Must<T>(string key, Shape<T> shape, string? about = null);

    /// <summary>The key may be left out; then the value is <paramref name="otherwise"/>.</summary>
    public abstract T Or<T>(string key, Shape<T> shape, T otherwise, string? about = null);

    public T? May<T>(string key, Shape<T> shape, string? about = null)
        where T : class => Or<T>(key, shape, null!, about);

    public T? MayValue<T>(string key, Shape<T> shape, string? about = null)
        where T : struct => Or<T?>(key, Shape.Nullable(shape), null, about);

    public IReadOnlyList<T> List<T>(string key, Shape<T> item, string? about = null) => Or(key, Shape.ListOf(item), [], about);
}

/// <summary>Keys that are read from a file.</summary>
internal sealed class ReadKeys(Node.Mapping map, Reading reading) : MapKeys
{
    private readonly List<string> _asked = [];

    public override Place At => map.At;

    public override Reading Reading => reading;

    public IReadOnlyList<string> Asked => _asked;

    public override T Must<T>(string key, Shape<T> shape, string? about = null)
    {
        if (map.Entries.All(entry => entry.Key.Text != key)) reading.Error(map.At, ConfigCodes.Missing, $"`{key}` is missing; write `{key}: …`");
        return Or(key, shape, default!, about);
    }

    public override T Or<T>(string key, Shape<T> shape, T otherwise, string? about = null)
    {
        _asked.Add(key);
        var entry = map.Entries.FirstOrDefault(entry => entry.Key.Text == key);
        if (entry is null) return otherwise;
        return shape.TryRead(entry.Value, reading, out var value) ? value : otherwise;
    }
}

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
