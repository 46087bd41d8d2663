using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// The hashes that tie the records together. Fixed widths and a version in the prefix: two different inputs cannot have the same
/// bytes. Public values, so nothing here needs constant time.
/// </summary>
public static class AuditChain
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The number of the first record, the genesis: it names the log, so that no two logs share a link.</summary>
    public const long First = 1;

    /// <summary>What the genesis follows.</summary>
    public static ReadOnlyMemory<byte> Root { get; } = new byte[Size];

    private static ReadOnlySpan<byte> Prefix => "audit/v1/chain\0"u8;

    /// <summary>SHA-256(0x00 || body): the leaf of RFC 6962.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> body)
    {
        var all = ArrayPool<byte>.Shared.Rent(body.Length + 1);
        all[0] = 0;
        body.CopyTo(all.AsSpan(1));
        var leaf = SHA256.HashData(all.AsSpan(0, body.Length + 1));
        ArrayPool<byte>.Shared.Return(all);
        return leaf;
    }

    /// <summary>SHA-256("audit/v1/chain" || 0x00 || u64be(seq) || previous link || leaf).</summary>
    public static byte[] Link(long seq, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> leaf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seq, First);
        ArgumentOutOfRangeException.ThrowIfNotEqual(previous.Length, Size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(leaf.Length, Size);
        Span<byte> all = stackalloc byte[Prefix.Length + sizeof(ulong) + Size + Size];
        Prefix.CopyTo(all);
        BinaryPrimitives.WriteUInt64BigEndian(all[Prefix.Length..], (ulong)seq);
        previous.CopyTo(all[(Prefix.Length + sizeof(ulong))..]);
        leaf.CopyTo(all[(Prefix.Length + sizeof(ulong) + Size)..]);
        return SHA256.HashData(all);
    }
}

/// <summary>Where a log ends: the number of its last record and the link that stands for everything up to it.</summary>
public sealed record ChainHead(long Seq, ReadOnlyMemory<byte> Link)
{
    /// <summary>Of a log without any record.</summary>
    public static ChainHead Empty { get; } = new(AuditChain.First - 1, AuditChain.Root);

    /// <summary>Reads <c>number:link</c>, the form that <see cref="ToString"/> gives.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ChainHead? head)
    {
        head = null;
        var parts = text.Split(':');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return false;
        var link = new byte[AuditChain.Size];
        if (parts[1].Length != 2 * AuditChain.Size || Convert.FromHexString(parts[1], link, out _, out _) != OperationStatus.Done) return false;
        head = new(seq, link);
        return true;
    }

    public override string ToString() => $"{Seq}:{Convert.ToHexStringLower(Link.Span)}";
}
