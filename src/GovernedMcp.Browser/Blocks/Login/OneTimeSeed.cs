using System.Buffers.Binary;
using System.Collections.Specialized;
using System.Globalization;
using System.Security.Cryptography;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>
/// What one-time codes are made from (RFC 6238): a key in base 32, or an <c>otpauth://totp/…</c> address as portals show it to
/// authenticators. Standard: SHA-1, six digits, 30 seconds.
/// </summary>
internal sealed record OneTimeSeed(byte[] Key, HashAlgorithmName Hash, int Digits, int Period)
{
    /// <returns>Null for what is neither.</returns>
    public static OneTimeSeed? Read(string text)
    {
        if (!text.StartsWith("otpauth://", StringComparison.OrdinalIgnoreCase)) return Of(text, HashAlgorithmName.SHA1, "6", "30");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !address.Host.Equals("totp", StringComparison.OrdinalIgnoreCase)) return null;
        var query = Query(address);
        HashAlgorithmName? hash = (query["algorithm"] ?? "SHA1").ToUpperInvariant() switch
        {
            "SHA1" => HashAlgorithmName.SHA1,
            "SHA256" => HashAlgorithmName.SHA256,
            "SHA512" => HashAlgorithmName.SHA512,
            _ => null,
        };
        return hash is { } known ? Of(query["secret"] ?? "", known, query["digits"] ?? "6", query["period"] ?? "30") : null;
    }

    /// <summary>The code of one period since 1970.</summary>
    public string CodeOf(long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = CryptographicOperations.HmacData(Hash, Key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % (long)Math.Pow(10, Digits)).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    private static OneTimeSeed? Of(string base32, HashAlgorithmName hash, string digits, string period) =>
        Base32(base32) is { Length: > 0 } key
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is >= 6 and <= 8
        && int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 15 and <= 300
            ? new OneTimeSeed(key, hash, length, seconds)
            : null;

    private static NameValueCollection Query(Uri address)
    {
        var query = new NameValueCollection(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in address.Query.TrimStart('?').Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value]) query[name] = Uri.UnescapeDataString(value);
        }

        return query;
    }

    private static byte[]? Base32(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var character in text.Where(character => character is not (' ' or '-' or '=')))
        {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (value < 0) return null;
            bits = ((bits << 5) | value) & 0xfff;
            if ((held += 5) < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
        }

        return [.. bytes];
    }
}
