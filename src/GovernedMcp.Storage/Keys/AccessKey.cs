using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GovernedMcp.Storage.Keys;

/// <summary>What a key opens: the tools of one workflow, or the approvals and commands of one person. Never both.</summary>
public enum KeyRealm
{
    Workflow,
    Person,
}

/// <summary>A key as the store lists it; the key itself is known only to whom it was issued.</summary>
/// <param name="Id"><c>gmw_…</c> or <c>gmp_…</c>: the key's first two parts, no secret.</param>
/// <param name="Subject">The workflow or the person it stands for.</param>
/// <param name="HeldBy">Whom it was issued to.</param>
public sealed record KeyListing(
    string Id, KeyRealm Realm, string Subject, string HeldBy, DateTimeOffset IssuedAt, string IssuedBy, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);

/// <summary>A key just made. <paramref name="Text"/> is shown once and kept nowhere.</summary>
public sealed record IssuedKey(string Id, string Text)
{
    public override string ToString() => Id;
}

/// <summary>Whom a workflow key proved.</summary>
public sealed record WorkflowKey(string Workflow, string KeyId, string HeldBy);

/// <summary>Whom a person key proved.</summary>
public sealed record PersonKey(string Person, string KeyId);

/// <summary>The text of a key: <c>gmw_&lt;id&gt;_&lt;secret&gt;</c>, the secret 256 random bits in hexadecimal.</summary>
internal static class KeyText
{
    private const int IdLength = 16;
    private const int SecretLength = 64;

    public static string Prefix(KeyRealm realm) => realm == KeyRealm.Workflow ? "gmw" : "gmp";

    public static string Word(KeyRealm realm) => realm == KeyRealm.Workflow ? "workflow" : "person";

    public static (IssuedKey Key, byte[] Hash) Make(KeyRealm realm)
    {
        var id = $"{Prefix(realm)}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2))}";
        var text = $"{id}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength / 2))}";
        return (new(id, text), Hash(text));
    }

    /// <summary>The id part of a well-formed key of that realm, else null.</summary>
    public static string? IdOf(string text, KeyRealm realm)
    {
        var prefix = Prefix(realm);
        var parts = text.Split('_');
        return parts.Length == 3 && parts[0] == prefix && IsHex(parts[1], IdLength) && IsHex(parts[2], SecretLength)
            ? string.Create(CultureInfo.InvariantCulture, $"{prefix}_{parts[1]}")
            : null;
    }

    /// <summary>Over the whole key, so that a hash moved to another row fits no key. A random secret needs no slow hash.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);
}
