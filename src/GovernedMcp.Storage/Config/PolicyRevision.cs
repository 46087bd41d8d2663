using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.Storage.Config;

/// <summary>
/// Revisions and digests: SHA-256 over one line for each file, in the order of their paths. The same files give the same
/// revision wherever they lie and in whatever order they were read.
/// </summary>
internal static class PolicyRevision
{
    public static string Of(IEnumerable<(string Path, string Sha256)> files)
    {
        var lines = files.Select(file => $"{file.Sha256}  {file.Path}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
