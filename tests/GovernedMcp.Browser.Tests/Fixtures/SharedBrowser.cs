namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>Collections of tests that share a browser. The tests of one run in turn, the collections beside each other.</summary>
public static class SharedBrowser
{
    public const string SigningIn = "signing in";
    public const string Blocks = "blocks";
    public const string Filling = "filling";
    public const string Widgets = "widgets";
    public const string Sending = "sending";
    public const string Verdicts = "verdicts";
    public const string Answers = "answers";
    public const string Tables = "tables";
    public const string Grids = "grids";
    public const string Sessions = "sessions";

    [CollectionDefinition(SigningIn)]
    public sealed class OfSigningIn : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Blocks)]
    public sealed class OfBlocks : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Filling)]
    public sealed class OfFilling : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Widgets)]
    public sealed class OfWidgets : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Sending)]
    public sealed class OfSending : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Verdicts)]
    public sealed class OfVerdicts : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Answers)]
    public sealed class OfAnswers : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Tables)]
    public sealed class OfTables : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Grids)]
    public sealed class OfGrids : ICollectionFixture<BrowserFixture>;

    [CollectionDefinition(Sessions)]
    public sealed class OfSessions : ICollectionFixture<BrowserFixture>;
}
