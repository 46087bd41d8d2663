using System.Collections.Frozen;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;

namespace GovernedMcp.Storage.Tests;

/// <summary>Entries and approvals as the road of a call makes them.</summary>
internal static class Sample
{
    public const string Workflow = "invoice-desk";
    public const string Digest = "d1d1";

    public static AuditEntry Intent(string call = "call_1", string? approval = null, string agent = Workflow) => new()
    {
        Type = AuditTypes.Intent,
        Actor = "ana@example.com",
        Agent = agent,
        CallId = call,
        PolicyDigest = "r1",
        Tool = "portal_submit",
        Scope = "northwind-vendor/dispute",
        Decision = "allowed",
        RuleId = approval is null ? "scope.granted" : "approval.granted",
        ApprovalId = approval,
        Arguments = Redacted.FromStore("""{"Grund für":"12,50 €","amount":12.5}"""),
        ArgumentsCommit = new string('a', 64),
    };

    public static AuditEntry Outcome(long intent, string outcome = "completed", int? rows = null, string agent = Workflow) => new()
    {
        Type = AuditTypes.Outcome,
        Actor = "ana@example.com",
        Agent = agent,
        CallId = "call_1",
        Tool = "portal_submit",
        Outcome = outcome,
        IntentSeq = intent,
        Rows = rows,
    };

    public static AuditEntry Of(string type, string actor = "ana@example.com", string? approval = null, long? intent = null) =>
        new() { Type = type, Actor = actor, Agent = Workflow, CallId = "call_1", ApprovalId = approval, IntentSeq = intent };

    public static Approval Approval(DateTimeOffset now, string? id = null, int needed = 1, bool self = false) => new()
    {
        Id = id ?? Ids.New("ap"),
        Workflow = Workflow,
        RequestedBy = "ana@example.com",
        Tool = "portal_submit",
        Portal = "northwind-vendor",
        Part = "dispute",
        Digest = Digest,
        Subject = Redacted.FromStore("""{"workflow":"invoice-desk","changes":[{"field":"amount","old":null,"new":"12.50"}]}"""),
        Asks = [new("every-submit", "owner", new[] { "ana@example.com", "lee@example.com", "dana@example.com" }.ToFrozenSet(), needed)],
        SelfAllowed = self,
        ReasonRequired = true,
        RequestedAt = now,
        DecideBy = now + TimeSpan.FromMinutes(30),
        UseWithin = TimeSpan.FromMinutes(10),
    };

    public static async Task<Approval> AskAsync(this TempStore store, int needed = 1)
    {
        var approval = Approval(store.Clock.GetUtcNow(), needed: needed);
        await store.Audit.AppendAsync(Of(AuditTypes.ApprovalRequested, approval: approval.Id), new LedgerChange.AddApproval(approval));
        return approval;
    }

    public static Task<long> VoteAsync(this TempStore store, Approval approval, string person, bool approves = true, string reason = "checked") =>
        store.Audit.AppendAsync(Of(AuditTypes.ApprovalVote, person, approval.Id),
            new LedgerChange.Vote(approval.Id, new(person, "gmp_1", approves, reason, store.Clock.GetUtcNow())));

    public static Task<long> UseAsync(this TempStore store, Approval approval, string? plan = null) =>
        store.Audit.AppendAsync(Intent(approval: approval.Id),
            [
                new LedgerChange.RequireNotSuspended(Workflow),
                new LedgerChange.ConsumeApproval(approval.Id, approval.Digest),
                .. plan is null ? Array.Empty<LedgerChange>() : [Claim(plan)],
            ]);

    public static LedgerChange.ClaimSubmit Claim(string plan) => new(plan, Workflow, "northwind-vendor", "dispute");
}
