using GovernedMcp.Governance.Identity;

namespace GovernedMcp.Governance.Sessions;

/// <summary>What governance needs to know of a live session on a portal. The session itself is the browser's.</summary>
public sealed record SessionFacts
{
    /// <summary>128 random bits; worthless to anybody but the caller it was opened for.</summary>
    public required string Handle { get; init; }

    public required string Workflow { get; init; }
    public required string KeyId { get; init; }
    public required string Portal { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    public bool BelongsTo(Caller caller) => Workflow == caller.Workflow && KeyId == caller.KeyId;
}

/// <summary>
/// A form that was filled and not sent: what a submit of it would send. Kept by the browser session; gone with it.
/// </summary>
public sealed record PlanFacts
{
    public required string Id { get; init; }
    public required string Form { get; init; }

    /// <summary>Every field the form would send, by key, in canonical form; also those that were there already.</summary>
    public required IReadOnlyDictionary<string, FieldValue> Values { get; init; }

    /// <summary>What was changed: what the approver sees. Sensitive values masked.</summary>
    public required IReadOnlyList<PlannedChange> Changes { get; init; }

    /// <summary>Which of the form's buttons sends it, where the caller named one.</summary>
    public string? Button { get; init; }

    /// <summary>SHA-256 over origin, address, method, action, field set and values of the form, lower-case hexadecimal.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>One field of a plan: what it held, what it holds now, and which label on the page it was found by.</summary>
public sealed record PlannedChange(string Field, string Label, string? Old, string? New);
