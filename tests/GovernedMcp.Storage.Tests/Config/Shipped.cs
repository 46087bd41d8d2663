using System.Runtime.CompilerServices;

namespace GovernedMcp.Storage.Tests.Config;

/// <summary>What the repository ships: config/, skills/, docs/ and the data of the tests.</summary>
internal static class Shipped
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
