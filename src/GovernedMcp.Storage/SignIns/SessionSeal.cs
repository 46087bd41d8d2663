using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Storage.SignIns;

/// <summary>
/// Seals what is kept of a session: AES-256-GCM under a key that is derived for this alone, bound to whose session it is and when it was
/// made, so that no row opens as another. The bytes are nonce, tag and ciphertext.
/// </summary>
internal sealed class SessionSeal(Func<byte[]> key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly Lazy<byte[]> _key = new(() => HKDF.DeriveKey(HashAlgorithmName.SHA256, key(), 32, info: "governed-mcp/kept-session/v1"u8.ToArray()));

    public byte[] Seal(KeptSession session, string signedInAt, ReadOnlySpan<byte> state)
    {
        var all = new byte[NonceSize + TagSize + state.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key.Value, TagSize);
        cipher.Encrypt(all.AsSpan(0, NonceSize), state, all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize), Bound(session, signedInAt));
        return all;
    }

    /// <returns>Null for whatever was not sealed here as this.</returns>
    public byte[]? Open(KeptSession session, string signedInAt, ReadOnlySpan<byte> all)
    {
        if (all.Length < NonceSize + TagSize) return null;
        var state = new byte[all.Length - NonceSize - TagSize];
        try
        {
            using var cipher = new AesGcm(_key.Value, TagSize);
            cipher.Decrypt(all[..NonceSize], all[(NonceSize + TagSize)..], all.Slice(NonceSize, TagSize), state, Bound(session, signedInAt));
            return state;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Bound(KeptSession session, string signedInAt) => Encoding.UTF8.GetBytes(string.Join(
        '\n', session.Workflow, session.Portal, session.Origin, session.Credential.Value, session.Value, session.Skill, signedInAt));
}
