namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>A value and where it was written.</summary>
internal sealed record Located<T>(T Value, Place At);
