using System.Text.Json;
using Dapper;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Approvals;

/// <summary>The changes of approvals, each inside the transaction of its record.</summary>
internal static class ApprovalRows
{
    public static void Add(LedgerTransaction transaction, Approval approval, long seq) => transaction.Connection.Execute(
        """
        INSERT INTO approval (id, workflow, requested_by, tool, portal, part, digest, subject, asks, self_allowed, reason_required,
                              requested_at, decide_by, use_within, requested_seq)
        VALUES (@Id, @Workflow, @RequestedBy, @Tool, @Portal, @Part, @Digest, @Subject, @Asks, @SelfAllowed, @ReasonRequired,
                @RequestedAt, @DecideBy, @UseWithin, @seq)
        """,
        new
        {
            approval.Id,
            approval.Workflow,
            approval.RequestedBy,
            approval.Tool,
            approval.Portal,
            approval.Part,
            approval.Digest,
            Subject = approval.Subject.Json,
            Asks = JsonSerializer.Serialize(approval.Asks.Select(AskRow.Of)),
            approval.SelfAllowed,
            approval.ReasonRequired,
            RequestedAt = AuditRecord.WriteTime(approval.RequestedAt),
            DecideBy = AuditRecord.WriteTime(approval.DecideBy),
            UseWithin = (long)approval.UseWithin.TotalSeconds,
            seq,
        });

    public static void Vote(LedgerTransaction transaction, string id, ApprovalVote given, long seq)
    {
        var approval = Find(transaction, id);
        if (approval.CheckVote(given) is { } objection) throw new LedgerConflict(objection.Rule, objection.Sentence);
        transaction.Connection.Execute(
            "INSERT INTO approval_vote (approval, person, key_id, approves, reason, at, seq) VALUES (@id, @Person, @KeyId, @Approves, @Reason, @At, @seq)",
            new { id, given.Person, given.KeyId, given.Approves, given.Reason, At = AuditRecord.WriteTime(given.At), seq });
    }

    public static void Consume(LedgerTransaction transaction, string id, string digest, long seq)
    {
        var approval = Find(transaction, id);
        if (approval.Digest != digest)
            throw new LedgerConflict(Rules.Approvals.Unknown, $"approval `{id}` is for another call; make this call and wait for its own approval");
        if (Objection(approval, transaction.Now) is { } objection) throw objection;
        transaction.Connection.Execute("UPDATE approval SET used_by_seq = @seq WHERE id = @id AND used_by_seq IS NULL", new { id, seq });
    }

    private static LedgerConflict? Objection(Approval approval, DateTimeOffset now) => approval.StateAt(now) switch
    {
        ApprovalState.Approved => null,
        ApprovalState.Pending => new(Rules.Approvals.Pending, $"approval `{approval.Id}` still waits for answers; repeat the call later, unchanged"),
        ApprovalState.Refused => new(Rules.Approvals.Refused, $"approval `{approval.Id}` was refused; change what you ask for or stop"),
        ApprovalState.Used => new(Rules.Approvals.Used, $"approval `{approval.Id}` was used already by record {approval.UsedBySeq}; ask for its outcome"),
        _ => new(Rules.Approvals.Expired, $"approval `{approval.Id}` expired; make the call again to ask again"),
    };

    private static Approval Find(LedgerTransaction transaction, string id) => ApprovalReading.Find(transaction.Connection, id)
        ?? throw new LedgerConflict(Rules.Approvals.Unknown, $"there is no approval `{id}`; list the approvals to see their ids");
}
