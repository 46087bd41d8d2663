using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.Storage.Config;

/// <summary>
/// Revisions and digests: SHA-256 over one line for each file, in the order of their paths. The same files give the same
/// revision wherever they lie and in whatever order they were read.
/// </summary>
internal static class PolicyRevision
{
    public static string Of(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Order(StringComparer.Ordinal)))));

    public static string Line(ConfigDocument document) => Line(document.Path, document.Sha256);

    public static string Line(string path, string sha256) => $"{sha256}  {path}\n";
}
