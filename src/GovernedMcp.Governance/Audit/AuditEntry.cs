using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Governance.Audit;

/// <summary>What is to be put on record, before the log gives it its number, time and link. Text stands in it only redacted.</summary>
public sealed record AuditEntry
{
    /// <summary>One of <see cref="AuditTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The person or part of the system that did it.</summary>
    public required string Actor { get; init; }

    /// <summary>The workflow it is about.</summary>
    public string? Agent { get; init; }

    public string? CallId { get; init; }
    public string? PolicyDigest { get; init; }
    public string? SkillDigest { get; init; }
    public string? Tool { get; init; }
    public string? ToolSchemaDigest { get; init; }

    /// <summary>The portal and part it is about, <c>portal</c> or <c>portal/part</c>.</summary>
    public string? Scope { get; init; }

    /// <summary><c>allowed</c>, <c>held</c> or <c>refused</c>.</summary>
    public string? Decision { get; init; }

    public string? RuleId { get; init; }
    public Redacted? Arguments { get; init; }

    /// <summary>HMAC-SHA-256 over the arguments before redaction, so that an investigator with the key can test a guess.</summary>
    public string? ArgumentsCommit { get; init; }

    public string? ApprovalId { get; init; }

    /// <summary>How it ended: a <c>completed</c>, <c>failed</c>, <c>terminated</c>, or a submit's state.</summary>
    public string? Outcome { get; init; }

    /// <summary>The intent record that an outcome, a sending or a use belongs to.</summary>
    public long? IntentSeq { get; init; }

    /// <summary>SHA-256 over the redacted result that was replied.</summary>
    public string? ResultDigest { get; init; }

    /// <summary>Rows that the call read.</summary>
    public int? Rows { get; init; }

    public string? TraceId { get; init; }

    /// <summary>What else this type of record says.</summary>
    public Redacted? Facts { get; init; }
}

/// <summary>The types of record.</summary>
public static class AuditTypes
{
    public const string Genesis = "genesis";
    public const string Intent = "intent";
    public const string Sending = "sending";
    public const string Outcome = "outcome";

    /// <summary>A call that was refused or held: nothing ran, so nothing follows.</summary>
    public const string Declined = "declined";

    /// <summary>A person said how a submit ended whose outcome was unknown.</summary>
    public const string SubmitSettled = "submit.settled";

    public const string ApprovalRequested = "approval.requested";
    public const string ApprovalVote = "approval.vote";
    public const string ApprovalConsumed = "approval.consumed";
    public const string RegistrySuspended = "registry.suspended";
    public const string RegistryResumed = "registry.resumed";
    public const string RegistryAttested = "registry.attested";
    public const string PolicyLoaded = "policy.loaded";
    public const string KeyIssued = "key.issued";
    public const string KeyRevoked = "key.revoked";
    public const string EgressDenied = "egress.denied";

    /// <summary>A download that a page began by itself; it was stopped and deleted.</summary>
    public const string DownloadDismissed = "download.dismissed";

    /// <summary>A kept file was given to its workflow.</summary>
    public const string FileRead = "file.read";

    public const string SessionEnded = "session.ended";

    /// <summary>The portal had ended a session, and its credential is about to be opened to sign in again.</summary>
    public const string SigningInAgain = "session.signing_in_again";

    /// <summary>A person was about to be asked to do a part of signing in.</summary>
    public const string HandedOff = "signin.handed_off";

    /// <summary>A person had forgotten what was held against the accounts of a credential.</summary>
    public const string SignInForgiven = "signin.forgiven";

    /// <summary>A person on the command line was about to look at a portal, to write or to try its Skill.</summary>
    public const string WorkshopOpened = "workshop.opened";

    /// <summary>Reserved for the signed state of the log.</summary>
    public const string Checkpoint = "checkpoint";
}
