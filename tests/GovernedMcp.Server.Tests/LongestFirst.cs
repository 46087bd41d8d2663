using Xunit.Abstractions;

// Each class waits about as long as it computes: for servers, browsers and clients that are processes of their own.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer("GovernedMcp.Server.Tests.LongestFirst", "GovernedMcp.Server.Tests")]

namespace GovernedMcp.Server.Tests;

/// <summary>Begins with the classes that take longest: one that began last would run alone in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(Injection.SinkTests), nameof(Injection.ObedienceTests), nameof(Interop.TypeScriptClientTests), nameof(Faults.Kills.KillMatrixTests), nameof(Lab.LabTests), nameof(Cli.SkillsProbeTests),
        nameof(Interop.InspectorTests), nameof(Stdio.ProgramTests), nameof(Faults.BrowserKillTests), nameof(Interop.ConformanceTests), nameof(Mcp.Files.DownloadedFileTests), nameof(Cli.SkillsTestTests),
        nameof(SignIns.AccountTests), nameof(Faults.ServerKillTests), nameof(Faults.SharedStoreTests), nameof(Cli.DemoTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection)
    {
        var at = Array.FindIndex(Longest, name => collection.DisplayName.EndsWith($".{name}", StringComparison.Ordinal));
        return at < 0 ? Longest.Length : at;
    }
}
