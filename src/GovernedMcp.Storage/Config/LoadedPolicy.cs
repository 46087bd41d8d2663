using GovernedMcp.Governance;

namespace GovernedMcp.Storage.Config;

/// <summary>A policy, the credentials it may name, and the documents it was built from, to be kept with its revision.</summary>
public sealed record LoadedPolicy(Policy Policy, CredentialCatalog Credentials, IReadOnlyList<ConfigDocument> Documents)
{
    /// <summary>The Skills that were left out because they are broken; always empty at the first load.</summary>
    public IReadOnlyList<string> RefusedSkills { get; init; } = [];
}
