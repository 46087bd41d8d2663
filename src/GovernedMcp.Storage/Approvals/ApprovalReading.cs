using System.Text.Json;
using Dapper;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Redaction;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Approvals;

/// <summary>Reads approvals with their votes.</summary>
internal static class ApprovalReading
{
    private const string Columns =
        """
        SELECT id, workflow, requested_by AS RequestedBy, tool, portal, part, digest, subject, asks, self_allowed AS SelfAllowed,
               reason_required AS ReasonRequired, requested_at AS RequestedAt, decide_by AS DecideBy, use_within AS UseWithin, used_by_seq AS UsedBySeq
        FROM approval
        """;

    private const string Votes = "SELECT approval, person, key_id AS KeyId, approves, reason, at FROM approval_vote";

    public static Approval? Find(SqliteConnection connection, string id) => One(connection, "WHERE id = @value", id);

    public static Approval? FindByDigest(SqliteConnection connection, string digest) =>
        One(connection, "WHERE digest = @value ORDER BY requested_seq DESC LIMIT 1", digest);

    public static IReadOnlyList<Approval> Newest(SqliteConnection connection, int most)
    {
        var rows = connection.Query<ApprovalRow>($"{Columns} ORDER BY requested_seq DESC LIMIT @most", new { most }).AsList();
        var votes = connection.Query<VoteRow>(
            $"{Votes} WHERE approval IN (SELECT id FROM approval ORDER BY requested_seq DESC LIMIT @most) ORDER BY seq", new { most }).ToLookup(vote => vote.Approval);
        return [.. rows.Select(row => row.Read(votes[row.Id]))];
    }

    private static Approval? One(SqliteConnection connection, string where, string value) =>
        connection.QuerySingleOrDefault<ApprovalRow>($"{Columns} {where}", new { value }) is { } row
            ? row.Read(connection.Query<VoteRow>($"{Votes} WHERE approval = @Id ORDER BY seq", new { row.Id }))
            : null;

    private sealed record ApprovalRow(
        string Id, string Workflow, string RequestedBy, string Tool, string Portal, string? Part, string Digest, string Subject, string Asks,
        long SelfAllowed, long ReasonRequired, string RequestedAt, string DecideBy, long UseWithin, long? UsedBySeq)
    {
        public Approval Read(IEnumerable<VoteRow> votes) => new()
        {
            Id = Id,
            Workflow = Workflow,
            RequestedBy = RequestedBy,
            Tool = Tool,
            Portal = Portal,
            Part = Part,
            Digest = Digest,
            Subject = Redacted.FromStore(Subject),
            Asks = [.. JsonSerializer.Deserialize<AskRow[]>(Asks)!.Select(ask => ask.Read())],
            SelfAllowed = SelfAllowed != 0,
            ReasonRequired = ReasonRequired != 0,
            RequestedAt = AuditRecord.ReadTime(RequestedAt),
            DecideBy = AuditRecord.ReadTime(DecideBy),
            UseWithin = TimeSpan.FromSeconds(UseWithin),
            UsedBySeq = UsedBySeq,
            Votes = [.. votes.Select(vote => new ApprovalVote(vote.Person, vote.KeyId, vote.Approves != 0, vote.Reason, AuditRecord.ReadTime(vote.At)))],
        };
    }

    private sealed record VoteRow(string Approval, string Person, string KeyId, long Approves, string Reason, string At);
}
