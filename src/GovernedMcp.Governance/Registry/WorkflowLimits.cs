namespace GovernedMcp.Governance.Registry;

/// <summary>How much of a thing in which window: <c>600/h</c>, <c>20/d</c>. Windows slide: the last hour, the last 24 hours.</summary>
public sealed record Rate(int Count, TimeSpan Window);

/// <summary>What a workflow may use up. Null: no limit beyond the rails'.</summary>
public sealed record WorkflowLimits
{
    public Rate? Calls { get; init; }
    public Rate? Submits { get; init; }
    public Rate? Rows { get; init; }
    public int? Sessions { get; init; }
    public OfficeHours? Hours { get; init; }

    public static WorkflowLimits None { get; } = new();
}

/// <summary>When a workflow may run: days of the week and a time of day in a named zone. <c>Mon-Fri 07:00-19:00 Europe/Berlin</c>.</summary>
public sealed record OfficeHours(IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    public bool Contains(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);
        return Days.Contains(local.DayOfWeek) && TimeOnly.FromDateTime(local.DateTime).IsBetween(From, To);
    }
}
