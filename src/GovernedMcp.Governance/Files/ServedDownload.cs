namespace GovernedMcp.Governance.Files;

/// <summary>A kept file as its workflow is given it.</summary>
/// <param name="Text">The content of a text, redacted; null for other files.</param>
public sealed record ServedDownload(KeptFile File, ReadOnlyMemory<byte> Bytes, string? Text);
