namespace GovernedMcp.Storage.Config;

public enum CredentialSourceKind
{
    /// <summary>An environment variable.</summary>
    Env,

    /// <summary>The content of a file, without a line end at its end.</summary>
    File,

    /// <summary>What a command prints.</summary>
    Exec,
}
