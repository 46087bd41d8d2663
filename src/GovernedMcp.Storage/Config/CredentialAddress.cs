namespace GovernedMcp.Storage.Config;

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
