using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Keys that are read from a file.</summary>
internal sealed class ReadKeys(Node.Mapping map, Reading reading) : MapKeys
{
    private readonly List<string> _asked = [];

    public override Place At => map.At;

    public override Reading Reading => reading;

    public IReadOnlyList<string> Asked => _asked;

    protected override void Require(string key)
    {
        if (map.Entries.All(entry => entry.Key.Text != key)) reading.Error(map.At, ConfigCodes.Missing, $"`{key}` is missing; write `{key}: …`");
    }

    protected override Node? Ask(string key, Described shape, string? about)
    {
        _asked.Add(key);
        return map.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
    }
}
