namespace GovernedMcp.Server.Mcp.Asking;

/// <summary>Where a call stands between its rounds.</summary>
internal sealed record Round
{
    public static Round First { get; } = new();

    /// <summary>How often the form was shown for this call.</summary>
    public int Forms { get; init; }

    /// <summary>No more questions: the reply says that the call is held.</summary>
    public bool Over { get; init; }

    /// <summary>What was wrong with the answer before.</summary>
    public string? Complaint { get; init; }

    /// <summary>The call goes no further.</summary>
    public ToolReply? Refused { get; init; }
}
