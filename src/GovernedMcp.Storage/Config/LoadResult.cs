namespace GovernedMcp.Storage.Config;

/// <summary>What came of a load: a policy, or every error of every file. Both when only Skills were refused.</summary>
public sealed record LoadResult(LoadedPolicy? Loaded, IReadOnlyList<ConfigError> Errors);
