using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>
/// Seals what clients carry between rounds: AES-256-GCM under a key of the store, so that every process on it opens it and nobody
/// else can read, change or make it. The text is nonce, tag and ciphertext in base64url.
/// </summary>
internal sealed class StateSeal(Func<byte[]> key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Longest = 2048;

    // Made on first use: most conversations never ask anybody.
    private readonly Lazy<byte[]> _key = new(key);

    private static ReadOnlySpan<byte> Purpose => "governed-mcp/request-state/v1"u8;

    public string Seal(AskState state)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(state, AskStateJson.Default.AskState);
        var all = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key.Value, TagSize);
        cipher.Encrypt(all.AsSpan(0, NonceSize), plain, all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize), Purpose);
        return Base64Url.EncodeToString(all);
    }

    /// <returns>Null for whatever was not sealed here; nothing tells why.</returns>
    public AskState? Open(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text)) return null;
        try
        {
            var all = Base64Url.DecodeFromChars(text);
            // One state has one spelling.
            if (all.Length <= NonceSize + TagSize || Base64Url.EncodeToString(all) != text) return null;
            var plain = new byte[all.Length - NonceSize - TagSize];
            using var cipher = new AesGcm(_key.Value, TagSize);
            cipher.Decrypt(all.AsSpan(0, NonceSize), all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize), plain, Purpose);
            return JsonSerializer.Deserialize(plain, AskStateJson.Default.AskState);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
