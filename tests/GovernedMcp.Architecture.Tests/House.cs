using System.Reflection;

namespace GovernedMcp.Architecture.Tests;

/// <summary>The house under test: its assemblies, and its sources as files.</summary>
internal static class House
{
    public static Assembly Governance { get; } = Assembly.Load("GovernedMcp.Governance");
    public static Assembly Storage { get; } = Assembly.Load("GovernedMcp.Storage");
    public static Assembly Browser { get; } = Assembly.Load("GovernedMcp.Browser");
    public static Assembly Server { get; } = Assembly.Load("governed-mcp");

    public static IReadOnlyList<Assembly> All { get; } = [Governance, Storage, Browser, Server];

    public static string Root { get; } = FindRoot();

    /// <summary>Every C# source under src, but what the build made.</summary>
    public static IEnumerable<string> Sources(string under = "src") =>
        Directory.EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    /// <summary>Every script that runs in pages.</summary>
    public static IEnumerable<string> Scripts() => Directory.EnumerateFiles(Path.Combine(Root, "src", "GovernedMcp.Browser", "Pages", "Scripts"), "*.js");

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GovernedMcp.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no GovernedMcp.sln above the tests");
        return folder;
    }
}
