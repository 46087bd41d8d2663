using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Credentials;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Blocks.Login;

/// <summary>Time-based one-time codes (RFC 6238: HMAC-SHA-1, 30 seconds, six digits). No code is given out twice.</summary>
internal sealed class OneTimeCode(TimeProvider clock)
{
    private const int StepSeconds = 30;
    private readonly ConcurrentDictionary<string, long> _lastStep = new(StringComparer.Ordinal);

    /// <summary>The current code; when that was used already, the next one as soon as it is valid.</summary>
    public async Task<string> NextAsync(Credential credential, CancellationToken cancel)
    {
        var secret = credential.Find("totp") ?? throw new BlockFault(Rules.Credentials.Unavailable, $"the credential `{credential.Name}` has no part `totp`, which this portal asks for");
        while (true)
        {
            var now = clock.GetUtcNow();
            var step = now.ToUnixTimeSeconds() / StepSeconds;
            var last = _lastStep.GetOrAdd(credential.Name.Value, 0);
            if (step > last && _lastStep.TryUpdate(credential.Name.Value, step, last)) return Code(Base32(secret.Reveal(), credential.Name), step);
            await Task.Delay(DateTimeOffset.FromUnixTimeSeconds((step + 1) * StepSeconds) - now, clock, cancel);
        }
    }

    internal static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // The standard says SHA-1, and so do the portals.
        var hash = HMACSHA1.HashData(key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    internal static byte[] Base32(string text, CredentialName name)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var character in text.Where(character => character is not (' ' or '-' or '=')))
        {
            var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (value < 0) throw new BlockFault(Rules.Credentials.Unavailable, $"the part `totp` of the credential `{name}` is not base 32; ask whoever keeps it");
            bits = ((bits << 5) | value) & 0xfff;
            if ((held += 5) < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
        }

        return [.. bytes];
    }
}
