using System.Collections.Frozen;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Registry;

namespace GovernedMcp.Governance;

/// <summary>Everything that decides, as one immutable value with a revision: rails, people, registry and portals.</summary>
public sealed partial class Policy
{
    /// <summary>SHA-256 over the canonical content of every document it was built from, lower-case hexadecimal.</summary>
    public required string Revision { get; init; }

    public required Rails Rails { get; init; }
    public required People People { get; init; }
    public required WorkflowRegistry Registry { get; init; }
    public required FrozenDictionary<string, Portal> Portals { get; init; }
}
