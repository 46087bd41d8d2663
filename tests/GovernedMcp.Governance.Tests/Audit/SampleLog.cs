using System.Collections.Frozen;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Audit;

/// <summary>A log in memory, written as the store writes it, so that a test can break it.</summary>
internal sealed class SampleLog
{
    public const string Workflow = "invoice-desk";
    private static readonly LogPlace Place = new("log_00", "node_00");

    private ChainHead _head = ChainHead.Empty;

    public SampleLog() => Write(LedgerEntries.Genesis(Place.LogId, Now));

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public List<StoredRecord> Rows { get; } = [];
    public ChainHead Head => _head;

    public long Write(AuditEntry entry, params IReadOnlyList<LedgerChange> changes)
    {
        var record = AuditRecord.Seal(entry, changes, _head, Place, Now);
        var leaf = AuditChain.Leaf(record.Body.Span);
        _head = new(record.Seq, AuditChain.Link(record.Seq, _head.Link.Span, leaf));
        Rows.Add(new(record.Seq, record.Body, leaf, _head.Link, record.Columns));
        return record.Seq;
    }

    public static AuditEntry Entry(string type, string actor = "ana@example.com", string? approval = null, long? intent = null, string? outcome = null) => new()
    {
        Type = type,
        Actor = actor,
        Agent = Workflow,
        CallId = "call_1",
        PolicyDigest = "r1",
        ApprovalId = approval,
        IntentSeq = intent,
        Outcome = outcome,
        RuleId = type == AuditTypes.Intent && approval is not null ? Rules.Approvals.Granted.Id : null,
    };

    public static Approval Approval(DateTimeOffset now, int needed = 2, bool self = false) => new()
    {
        Id = "ap_1",
        Workflow = Workflow,
        RequestedBy = "ana@example.com",
        Tool = "portal_submit",
        Portal = "northwind-vendor",
        Digest = "d1",
        Subject = Redacted.FromStore("{}"),
        Asks = [new("gate", "owner", new[] { "ana@example.com", "lee@example.com", "dana@example.com", "kim@example.com" }.ToFrozenSet(), needed)],
        SelfAllowed = self,
        ReasonRequired = true,
        RequestedAt = now,
        DecideBy = now + TimeSpan.FromMinutes(30),
        UseWithin = TimeSpan.FromMinutes(10),
    };

    public Approval Ask(int needed = 2, bool self = false)
    {
        var approval = Approval(Now, needed, self);
        Write(Entry(AuditTypes.ApprovalRequested, approval: approval.Id), new LedgerChange.AddApproval(approval));
        return approval;
    }

    /// <summary>Asks who runs the client, and nobody else.</summary>
    public long AskUser(string member = "ana@example.com", int needed = 1) => Write(
        Entry(AuditTypes.ApprovalRequested, approval: "ap_1"),
        new LedgerChange.AddApproval(Approval(Now) with { Asks = [new("mine", "user", new[] { member }.ToFrozenSet(), needed)] }));

    public long Issue(string key, string workflow = Workflow, string heldBy = "ana@example.com") => Write(LedgerEntries.KeyIssued("ops", key, "workflow", workflow, heldBy));

    public long Vote(string person, bool approves = true, string? actor = null, string key = "gmp_1") => Write(
        Entry(AuditTypes.ApprovalVote, actor ?? person, "ap_1"), new LedgerChange.Vote("ap_1", new(person, key, approves, "checked", Now)));

    public long Use(string digest = "d1", string? plan = null)
    {
        var intent = Write(Entry(AuditTypes.Intent, approval: "ap_1"),
            [new LedgerChange.ConsumeApproval("ap_1", digest), .. plan is null ? Array.Empty<LedgerChange>() : [new LedgerChange.ClaimSubmit(plan, Workflow, "p", "f")]]);
        Write(LedgerEntries.ApprovalConsumed(Entry(AuditTypes.Intent), "ap_1", intent));
        return intent;
    }

    /// <summary>A whole life of one approved submit and one read.</summary>
    public static SampleLog Whole()
    {
        var log = new SampleLog();
        log.Ask();
        log.Vote("lee@example.com");
        log.Vote("dana@example.com");
        var submit = log.Use(plan: "pl_1");
        log.Write(Entry(AuditTypes.Sending, intent: submit), new LedgerChange.MoveSubmit("pl_1", SubmitState.Sending, null));
        log.Write(Entry(AuditTypes.Outcome, intent: submit, outcome: "confirmed"), new LedgerChange.MoveSubmit("pl_1", SubmitState.Confirmed, "Ref 7"));
        var read = log.Write(Entry(AuditTypes.Intent));
        log.Write(Entry(AuditTypes.Outcome, intent: read, outcome: "completed"));
        return log;
    }

    public VerifyReport Verify(ChainHead? trusted = null, bool strict = false) => Verify(Rows, trusted, strict);

    public static VerifyReport Verify(IEnumerable<StoredRecord> rows, ChainHead? trusted = null, bool strict = false) =>
        AuditVerifier.Verify(rows, new() { Trusted = trusted, Strict = strict, Revisions = new Dictionary<string, string> { ["r1"] = "documents" } });
}
