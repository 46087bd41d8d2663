using System.Collections.Frozen;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Approvals;

/// <summary>
/// A held call and what people said to it. Bound by its digest to exactly one caller, call, plan and policy revision; used once.
/// </summary>
public sealed record Approval
{
    /// <summary><c>ap_…</c></summary>
    public required string Id { get; init; }

    public required string Workflow { get; init; }

    /// <summary>The person who runs the calling client.</summary>
    public required string RequestedBy { get; init; }

    public required string Tool { get; init; }
    public required string Portal { get; init; }
    public string? Part { get; init; }

    /// <summary>SHA-256 over everything the approval is bound to, lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>What the approver sees: facts that the server derived, never the agent's words.</summary>
    public required Redacted Subject { get; init; }

    public required IReadOnlyList<ApprovalAsk> Asks { get; init; }

    /// <summary>Whether the person who runs the calling client may answer.</summary>
    public required bool SelfAllowed { get; init; }

    public required bool ReasonRequired { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Silence until then is refusal.</summary>
    public required DateTimeOffset DecideBy { get; init; }

    /// <summary>How long an approval may be used after the last vote it needed.</summary>
    public required TimeSpan UseWithin { get; init; }

    public IReadOnlyList<ApprovalVote> Votes { get; init; } = [];

    /// <summary>The number of the intent record that used it up.</summary>
    public long? UsedBySeq { get; init; }
}

/// <summary>One gate's demand: so many different people of these.</summary>
public sealed record ApprovalAsk(string Gate, string Group, FrozenSet<string> Members, int Needed)
{
    /// <summary>Asks the one person who runs the calling client.</summary>
    public bool OfUser => Group == Registry.People.UserGroup;
}

/// <summary>What one person said, proven by that person's key; or clicked in the calling client, which proves the client and no person.</summary>
/// <param name="KeyId">The person's key, or <c>client:</c> and the key of the client.</param>
public sealed record ApprovalVote(string Person, string KeyId, bool Approves, string Reason, DateTimeOffset At)
{
    private const string ClientPrefix = "client:";

    /// <summary>Whether it was clicked in the calling client. Such an answer counts for <see cref="Registry.People.UserGroup"/> and for nobody else.</summary>
    public bool InClient => KeyId.StartsWith(ClientPrefix, StringComparison.Ordinal);

    /// <summary>How an answer is signed that was clicked in the client with this key.</summary>
    public static string SignClient(string keyId) => ClientPrefix + keyId;

    /// <summary>The key of the client that the answer was clicked in; null when a person's own key proved it.</summary>
    public string? ClientKey => InClient ? KeyId[ClientPrefix.Length..] : null;
}

public enum ApprovalState
{
    Pending,
    Approved,
    Refused,

    /// <summary>Nobody decided in time, or what was approved was not used in time.</summary>
    Expired,
    Used,
}
