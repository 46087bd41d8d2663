using Xunit.Abstractions;

// Each collection waits about as long as it computes.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
[assembly: TestCollectionOrderer("GovernedMcp.Browser.Tests.Fixtures.LongestFirst", "GovernedMcp.Browser.Tests")]

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>Begins with the collections that take longest: one that began last would run alone in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        SharedBrowser.Grids, SharedBrowser.Filling, SharedBrowser.Verdicts, SharedBrowser.SigningIn, SharedBrowser.Tables, SharedBrowser.Blocks,
        SharedBrowser.Answers, SharedBrowser.Sending, SharedBrowser.Widgets, SharedBrowser.Sessions,
        nameof(Egress.Escapes.EscapeTests), nameof(Launch.LaunchTests),
        nameof(Blocks.Login.SecretMemoryTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection)
    {
        var at = Array.FindIndex(Longest, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal));
        return at < 0 ? Longest.Length : at;
    }
}
