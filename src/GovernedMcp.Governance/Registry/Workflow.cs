using GovernedMcp.Governance.Flows;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Scopes;

namespace GovernedMcp.Governance.Registry;

/// <summary>A registered agent: one entry of the registry. Nothing runs without one.</summary>
public sealed record Workflow
{
    public required string Name { get; init; }
    public required string Purpose { get; init; }

    /// <summary>The owning team: a name of people.yaml.</summary>
    public required string Owner { get; init; }

    /// <summary>The one person of that team who answers for the workflow.</summary>
    public required string Accountable { get; init; }

    public required WorkflowStatus Status { get; init; }
    public required ReviewRhythm Review { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>Which portals' data may be typed on which others. Empty: what was read on one portal stays there.</summary>
    public IReadOnlyList<FlowGrant> Flows { get; init; } = [];

    public required WorkflowLimits Limits { get; init; }

    /// <summary>The team's own gates; the rails' baseline gates apply besides.</summary>
    public required IReadOnlyList<Gate> Gates { get; init; }

    public required IReadOnlyList<Waiver> Waivers { get; init; }
    public required SourceMark Source { get; init; }
}

public enum WorkflowStatus
{
    Proposed,
    Active,
    Suspended,
    Retired,
}

/// <summary>How often an owner must look at the entry again, and how long after that it still works.</summary>
public sealed record ReviewRhythm(TimeSpan Every, TimeSpan Grace)
{
    /// <summary>What an entry that says nothing is held to: 90 days and 14 days of grace.</summary>
    public static ReviewRhythm Default { get; } = new(TimeSpan.FromDays(90), TimeSpan.FromDays(14));
}

/// <summary>A form that may be submitted without any gate, why, and until when. An expired waiver stops the load.</summary>
public sealed record Waiver(string Portal, string Form, string Reason, DateOnly Until, SourceMark Source);
