using System.Security.Cryptography;

namespace GovernedMcp.Storage.Config;

/// <summary>
/// One file that a policy was built from: its path (<c>config/people.yaml</c>, <c>skills/acme/SKILL.md</c>) and the very bytes
/// that were read. What is hashed is what is used.
/// </summary>
public sealed record ConfigDocument(string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span));
}
