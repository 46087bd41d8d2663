using System.Security.Cryptography;
using System.Text;
using ModelContextProtocol;

namespace GovernedMcp.Interop.Host;

/// <summary>The state of a test tool between two rounds, which nobody can change unnoticed.</summary>
internal static class SealedState
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static string Seal(string state) => $"{Convert.ToHexString(Mac(state))}.{state}";

    /// <exception cref="McpProtocolException">It is not one of ours.</exception>
    public static string Open(string? text)
    {
        var parts = (text ?? "").Split('.', 2);
        return parts.Length == 2 && Convert.ToHexString(Mac(parts[1])) == parts[0]
            ? parts[1]
            : throw new McpProtocolException("requestState was not made here", McpErrorCode.InvalidParams);
    }

    private static byte[] Mac(string state) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(state));
}
