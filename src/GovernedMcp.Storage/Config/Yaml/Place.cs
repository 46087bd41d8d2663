namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>Line and column in a file, both from 1.</summary>
internal readonly record struct Place(int Line, int Column);
