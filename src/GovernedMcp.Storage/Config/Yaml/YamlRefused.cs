namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>A file cannot be read any further.</summary>
internal sealed class YamlRefused(Place at, string code, string message) : Exception(message)
{
    public Place At => at;
    public string Code => code;
}
