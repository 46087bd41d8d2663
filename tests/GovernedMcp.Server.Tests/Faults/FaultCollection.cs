namespace GovernedMcp.Server.Tests.Faults;

/// <summary>What kills processes and fills disks runs alone: one world after the other, beside nothing else.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultCollection
{
    public const string Name = "faults";
}
