using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A thing with the name that is its key, and where that key stands.</summary>
internal sealed record Named<T>(string Name, Place At, T Value);
