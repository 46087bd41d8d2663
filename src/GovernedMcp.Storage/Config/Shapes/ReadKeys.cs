using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

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
