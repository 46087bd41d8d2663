using GovernedMcp.Governance.Flows;

namespace GovernedMcp.Governance.Registry;

/// <summary>What was observed of a workflow, as opposed to what its entry says: kept in the store, never in a file.</summary>
public sealed record Standing
{
    public required string Workflow { get; init; }

    /// <summary>When an entry of this name was first loaded; reviews count from here until someone attests.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When an owner last confirmed the entry.</summary>
    public DateTimeOffset? AttestedAt { get; init; }

    public string? AttestedBy { get; init; }
    public Suspension? Suspended { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When the next look is due, grace not counted.</summary>
    public DateTimeOffset ReviewDue(ReviewRhythm rhythm) => (AttestedAt ?? RegisteredAt) + rhythm.Every;
}

/// <summary>The kill switch was used: who, when, why. Lifted by <c>registry resume</c>.</summary>
public sealed record Suspension(string By, DateTimeOffset At, string Reason);

/// <summary>What of its limits a workflow has used up, in the windows its entry names.</summary>
public sealed record Usage(int Calls, int Submits, int Rows, int LiveSessions)
{
    public static Usage Nothing { get; } = new(0, 0, 0, 0);
}

/// <summary>Everything a decision may depend on besides call, caller and policy. Handed in, so that deciding stays pure.</summary>
public sealed record Circumstances(DateTimeOffset Now, Standing Standing, Usage Usage)
{
    /// <summary>What the call would carry from portal to portal.</summary>
    public IReadOnlyList<Crossing> Crossings { get; init; } = [];
}
