namespace GovernedMcp.Server.Tests.Faults.Kills;

/// <summary>Who dies.</summary>
public enum Who
{
    Server,
    Driver,
    Browser,
    Page,
}

/// <summary>How it dies; <see cref="Left"/> stands still for good, but for the server, which goes on after a moment.</summary>
public enum How
{
    Killed,
    Frozen,
    Left,
}

/// <summary>Where the submit is when it happens.</summary>
public enum When
{
    /// <summary>Filled and approved, not submitted.</summary>
    Filled,

    /// <summary>The approval is being used up and the intent recorded, in a transaction that is not committed.</summary>
    Claiming,

    /// <summary>The intent is on record and the browser was not told anything yet.</summary>
    Claimed,

    /// <summary>The request is held at the proxy; that it is sent is being recorded and not committed.</summary>
    Held,

    /// <summary>That it is sent was committed this very moment.</summary>
    Sending,

    /// <summary>The portal has it and has not answered.</summary>
    Taken,

    /// <summary>The portal has answered; the page that it led to has not come.</summary>
    Answered,

    /// <summary>The outcome is read; it is being recorded and not committed.</summary>
    Read,

    /// <summary>The outcome was committed this very moment.</summary>
    Recorded,
}

/// <summary>One cell of the matrix.</summary>
public sealed record KillCell(Who Who, How How, When When)
{
    private static readonly How[] Ways = [How.Killed, How.Frozen, How.Left, How.Killed, How.Frozen];

    /// <summary>The cell of a round. 36 rounds try every step with every victim in one way; neighbours differ in both.</summary>
    public static KillCell Of(int round)
    {
        // Nine steps and four victims have no common divisor, so their pairs come round only after all of them.
        var (steps, victims) = (Enum.GetValues<When>(), Enum.GetValues<Who>());
        return new(victims[round % victims.Length], Ways[round / (steps.Length * victims.Length) % Ways.Length], steps[round % steps.Length]);
    }

    public override string ToString() => $"{Who} {How} when {When}";
}
