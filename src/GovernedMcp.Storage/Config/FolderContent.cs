namespace GovernedMcp.Storage.Config;

/// <summary>What was on disk at one moment, and what could not be read.</summary>
public sealed record FolderContent(IReadOnlyList<ConfigDocument> Documents, IReadOnlyList<ConfigError> Errors)
{
    /// <summary>Tells one content from another, without telling whether it is any good.</summary>
    public string Fingerprint { get; } = PolicyRevision.Of(
        Documents.Select(PolicyRevision.Line).Concat(Errors.Select(error => PolicyRevision.Line("error", error.ToString()))));
}
