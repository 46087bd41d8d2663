using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.Governance.Portals;

/// <summary>One file of a Skill as the model is served it, with what a client needs to verify it.</summary>
public sealed class ServedFile
{
    public ServedFile(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Encoding.UTF8.GetBytes(text);
        (Path, Text, Size, Sha256) = (path, text, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Relative to the Skill, <c>SKILL.md</c> or <c>references/…</c>.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>In bytes of UTF-8.</summary>
    public int Size { get; }

    /// <summary>Over the bytes that <see cref="Size"/> counts, lower-case hexadecimal.</summary>
    public string Sha256 { get; }
}
