using System.Security.Cryptography;

namespace GovernedMcp.Governance;

/// <summary>Handles and ids: a readable prefix and 128 random bits in lower-case hexadecimal. Names, never capabilities by themselves.</summary>
public static class Ids
{
    public static string New(string prefix) => $"{prefix}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
}
