namespace GovernedMcp.DemoPortal.Faults;

/// <summary>The switches in force; replaced as a whole.</summary>
internal sealed class FaultBox
{
    private volatile FaultSwitches _current = FaultSwitches.None;

    public FaultBox(FaultSwitches initial) => Current = initial;

    public FaultSwitches Current
    {
        get => _current;
        set => _current = FaultCheck.Complaint(value) is { } complaint ? throw new ArgumentException(complaint, nameof(value)) : value;
    }
}
