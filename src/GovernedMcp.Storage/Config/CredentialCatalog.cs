using System.Collections.Frozen;
using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Storage.Config;

/// <summary>Which credentials there are and where the value of each part comes from: credentials.yaml. Holds no value.</summary>
public sealed record CredentialCatalog(FrozenDictionary<CredentialName, FrozenDictionary<string, CredentialAddress>> Credentials)
{
    public static CredentialCatalog Empty { get; } = new(FrozenDictionary<CredentialName, FrozenDictionary<string, CredentialAddress>>.Empty);

    /// <summary>The parts of a credential by name (<c>username</c>, <c>password</c>, <c>totp</c>), or null.</summary>
    public FrozenDictionary<string, CredentialAddress>? Find(CredentialName name) => Credentials.GetValueOrDefault(name);
}
