using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Governance.Submits;

/// <summary>A submit whose outcome is unknown, or was until a person settled it: what people need who look for it at the portal.</summary>
public sealed record SubmitCase
{
    public required SubmitFacts Facts { get; init; }

    /// <summary>The call that sent it, and the number of its intent.</summary>
    public required string CallId { get; init; }

    public required long IntentSeq { get; init; }

    /// <summary>The person who runs the calling client.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When the call began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The approval that let it through; it knows every value that was to be sent. Null when no gate asked.</summary>
    public Approval? Approval { get; init; }
}
