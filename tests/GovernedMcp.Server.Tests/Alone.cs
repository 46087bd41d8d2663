namespace GovernedMcp.Server.Tests;

/// <summary>Tests that start a driver by Playwright's own means, when nothing else runs: while a driver of ours starts, a variable of this process leads into its folder.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
