using GovernedMcp.Governance;

namespace GovernedMcp.Storage.Config;

/// <summary>A policy, the credentials it may name, and the documents it was built from, to be kept with its revision.</summary>
public sealed record LoadedPolicy(Policy Policy, CredentialCatalog Credentials, IReadOnlyList<ConfigDocument> Documents)
{
    /// <summary>The Skills that were left out because they are broken; always empty at the first load.</summary>
    public IReadOnlyList<string> RefusedSkills { get; init; } = [];
}

/// <summary>What came of a load: a policy, or every error of every file. Both when only Skills were refused.</summary>
public sealed record LoadResult(LoadedPolicy? Loaded, IReadOnlyList<ConfigError> Errors);
