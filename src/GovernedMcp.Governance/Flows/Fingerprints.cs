using System.Security.Cryptography;

namespace GovernedMcp.Governance.Flows;

/// <summary>
/// Fingerprints under a random key of the process: what was read is remembered without being kept. A polynomial over the prime
/// 2^61 - 1 (Karp and Rabin), so that each part of a text has its fingerprint from two of the text's.
/// </summary>
internal sealed class Fingerprints
{
    private const ulong Prime = (1UL << 61) - 1;

    private readonly ulong[] _powers;

    public Fingerprints(int longest)
    {
        var key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) % (Prime - (1 << 17)) + (1 << 17);
        _powers = new ulong[longest + 1];
        _powers[0] = 1;
        for (var at = 1; at <= longest; at++) _powers[at] = Times(_powers[at - 1], key);
    }

    public ulong Of(string whole) => Part(Prefixes(whole), 0, whole.Length);

    /// <summary>The fingerprints of every beginning of a text; <see cref="Part"/> takes them.</summary>
    public ulong[] Prefixes(string text)
    {
        var prefixes = new ulong[text.Length + 1];
        for (var at = 0; at < text.Length; at++) prefixes[at + 1] = (Times(prefixes[at], _powers[1]) + text[at] + 1) % Prime;
        return prefixes;
    }

    public ulong Part(ulong[] prefixes, int from, int to) => (prefixes[to] + Prime - Times(prefixes[from], _powers[to - from])) % Prime;

    private static ulong Times(ulong left, ulong right) => (ulong)((UInt128)left * right % Prime);
}
