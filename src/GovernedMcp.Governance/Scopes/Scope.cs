using System.Collections.Frozen;
using GovernedMcp.Governance.Credentials;

namespace GovernedMcp.Governance.Scopes;

/// <summary>What a workflow may touch: portals, and in each the named parts. What is not here is refused.</summary>
public sealed record Scope(FrozenDictionary<string, PortalScope> Portals)
{
    public static Scope Nothing { get; } = new(FrozenDictionary<string, PortalScope>.Empty);
}

/// <summary>What a workflow may touch on one portal.</summary>
public sealed record PortalScope
{
    public required string Portal { get; init; }

    /// <summary>Which credential signs in. Null: this workflow cannot sign in here.</summary>
    public CredentialName? Credential { get; init; }

    public PartGrants Sections { get; init; } = PartGrants.None;
    public PartGrants Tables { get; init; } = PartGrants.None;
    public PartGrants Records { get; init; } = PartGrants.None;
    public PartGrants Forms { get; init; } = PartGrants.None;
    public PartGrants Downloads { get; init; } = PartGrants.None;

    /// <summary>Pages may be looked at, clicked on and typed into freely, to write a Skill. Its sessions send nothing that may change something.</summary>
    public bool Explore { get; init; }

    public required SourceMark Source { get; init; }
}
