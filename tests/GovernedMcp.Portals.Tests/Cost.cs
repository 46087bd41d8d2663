[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace GovernedMcp.Portals.Tests;

/// <summary>The trait that tells which applications take minutes to install: `./run-tests` leaves those out, `./run-tests --portals` does not.</summary>
internal static class Cost
{
    public const string Name = "Cost";
    public const string High = "High";
}
