namespace GovernedMcp.Governance.Gates;

/// <summary>A rule that holds or refuses a call that the scope allows. Gates only ever narrow.</summary>
public sealed record Gate
{
    public required string Id { get; init; }
    public required IReadOnlyList<GateTarget> On { get; init; }
    public GateCondition When { get; init; } = new GateCondition.Always();
    public required GateVerb Verb { get; init; }

    /// <summary>Observe: what would have happened is recorded and the call passes. Never on a baseline gate.</summary>
    public GateMode Mode { get; init; } = GateMode.Enforce;

    /// <summary>Written in rails.yaml: applies to every workflow and cannot be weakened.</summary>
    public required bool Baseline { get; init; }

    public required SourceMark Source { get; init; }
}

public enum GateMode
{
    Enforce,
    Observe,
}

/// <summary>What a gate does when it matches.</summary>
public abstract record GateVerb
{
    private GateVerb() { }

    /// <summary>
    /// Holds the call until <paramref name="Approvals"/> different people of <paramref name="Group"/> approved; <c>owner</c> and <c>user</c> are groups too. Silence for
    /// <paramref name="DecideWithin"/> is refusal; an approval is good for <paramref name="UseWithin"/>.
    /// </summary>
    public sealed record Ask(string Group, int Approvals, TimeSpan DecideWithin, TimeSpan UseWithin) : GateVerb
    {
        public static TimeSpan DefaultDecideWithin { get; } = TimeSpan.FromMinutes(30);
        public static TimeSpan DefaultUseWithin { get; } = TimeSpan.FromMinutes(10);
    }

    public sealed record Refuse(string Why) : GateVerb;
}

/// <summary>Which acts a gate looks at. Null portal or part: any.</summary>
public sealed record GateTarget(ActKind Act, string? Portal, string? Part);
