using GovernedMcp.Testing;

namespace GovernedMcp.Server.Tests;

/// <summary>What no server of these tests may let out: looked for in all that each of them says, and in its data folder when it is thrown away.</summary>
internal static class Leaks
{
    /// <summary>The password of the demo portal, as every test signs in with it.</summary>
    public static Canary Password { get; } = new("demo-Northwind-7!");
}
