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

/// <summary>Where a value is: an environment variable's name, an absolute path, or a command line.</summary>
public sealed record CredentialAddress(CredentialSourceKind Kind, string Value)
{
    /// <summary>Reads <c>env:NAME</c>, <c>file:/path</c> or <c>exec:command</c>, which the caller has checked to be one.</summary>
    internal static CredentialAddress Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = text[..colon] switch { "env" => CredentialSourceKind.Env, "file" => CredentialSourceKind.File, _ => CredentialSourceKind.Exec };
        return new CredentialAddress(kind, text[(colon + 1)..].Trim());
    }
}

public enum CredentialSourceKind
{
    /// <summary>An environment variable.</summary>
    Env,

    /// <summary>The content of a file, without a line end at its end.</summary>
    File,

    /// <summary>What a command prints.</summary>
    Exec,
}
