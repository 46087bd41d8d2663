using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// How a change of the store is written into the record of it, so that approvals, votes and submits can be proven from the log
/// alone, whatever was done to the tables. Free text of people is not among it; that stands redacted in the record's facts.
/// </summary>
internal static partial class LedgerChangeRecord
{
    internal const string AddApproval = "approval.add";
    internal const string Vote = "approval.vote";
    internal const string Consume = "approval.consume";
    internal const string NotSuspended = "workflow.not_suspended";
    internal const string ClaimSubmit = "submit.claim";
    internal const string MoveSubmit = "submit.move";
    internal const string SettleSubmit = "submit.settle";

    public static JsonObject Of(LedgerChange change) => change switch
    {
        LedgerChange.AddApproval(var approval) => OfApproval(approval),
        LedgerChange.Vote(var approval, var given) => new()
        {
            ["change"] = Vote,
            ["approval"] = approval,
            ["person"] = given.Person,
            ["key"] = given.KeyId,
            ["approves"] = given.Approves,
            ["at"] = AuditRecord.WriteTime(given.At),
        },
        LedgerChange.ConsumeApproval(var approval, var digest) => new() { ["change"] = Consume, ["approval"] = approval, ["digest"] = digest },
        LedgerChange.RequireNotSuspended(var workflow) => new() { ["change"] = NotSuspended, ["workflow"] = workflow },
        LedgerChange.ClaimSubmit(var plan, var workflow, var portal, var form) =>
            new() { ["change"] = ClaimSubmit, ["plan"] = plan, ["workflow"] = workflow, ["portal"] = portal, ["form"] = form },
        LedgerChange.MoveSubmit(var plan, var to, var reference) => OfMove(plan, to, reference),
        LedgerChange.SettleSubmit(var plan, var given) => new()
        {
            ["change"] = SettleSubmit,
            ["plan"] = plan,
            ["person"] = given.Person,
            ["key"] = given.KeyId,
            ["happened"] = given.Happened,
            ["at"] = AuditRecord.WriteTime(given.At),
        },
        LedgerChange.Suspend(var workflow, _) => new() { ["change"] = "workflow.suspend", ["workflow"] = workflow },
        LedgerChange.Resume(var workflow) => new() { ["change"] = "workflow.resume", ["workflow"] = workflow },
        LedgerChange.Attest(var workflow) => new() { ["change"] = "workflow.attest", ["workflow"] = workflow },
        _ => throw new NotSupportedException($"no record form for {change.GetType().Name}"),
    };

    private static JsonObject OfMove(string plan, SubmitState to, string? reference)
    {
        var move = new JsonObject { ["change"] = MoveSubmit, ["plan"] = plan, ["to"] = to.Word() };
        if (reference is not null) move["reference"] = reference;
        return move;
    }

    private static JsonObject OfApproval(Approval approval) => new()
    {
        ["change"] = AddApproval,
        ["approval"] = approval.Id,
        ["workflow"] = approval.Workflow,
        ["requested_by"] = approval.RequestedBy,
        ["digest"] = approval.Digest,
        ["subject_digest"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(approval.Subject.Json))),
        ["self_allowed"] = approval.SelfAllowed,
        ["reason_required"] = approval.ReasonRequired,
        ["requested_at"] = AuditRecord.WriteTime(approval.RequestedAt),
        ["decide_by"] = AuditRecord.WriteTime(approval.DecideBy),
        ["use_within_seconds"] = (long)approval.UseWithin.TotalSeconds,
        ["asks"] = new JsonArray([.. approval.Asks.Select(OfAsk)]),
    };

    private static JsonObject OfAsk(ApprovalAsk ask) => new()
    {
        ["gate"] = ask.Gate,
        ["group"] = ask.Group,
        ["needed"] = ask.Needed,
        ["members"] = new JsonArray([.. ask.Members.Order(StringComparer.Ordinal).Select(member => JsonValue.Create(member))]),
    };
}
