using Dapper;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Approvals;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Audit;

/// <summary>Reads submits, and with those that were unknown what people need to settle them.</summary>
internal static class SubmitReading
{
    private const string Columns =
        """
        SELECT plan, workflow, portal, form, state, reference, claimed_at AS ClaimedAt, submit.intent_seq AS IntentSeq, audit_record.body AS Intent,
               person, key_id AS KeyId, happened, comment, at
        FROM submit JOIN audit_record ON audit_record.seq = submit.intent_seq LEFT JOIN submit_settlement USING (plan)
        """;

    public static SubmitCase? Find(SqliteConnection connection, string plan) =>
        connection.QuerySingleOrDefault<SubmitRow>($"{Columns} WHERE plan = @plan", new { plan })?.Read(connection);

    public static SubmitFacts? Find(SqliteConnection connection, string plan, string workflow) =>
        connection.QuerySingleOrDefault<SubmitRow>($"{Columns} WHERE plan = @plan AND workflow = @workflow", new { plan, workflow })?.Facts;

    /// <summary>Those whose outcome is unknown, and if wanted those that people settled; newest first.</summary>
    public static IReadOnlyList<SubmitCase> Unknown(SqliteConnection connection, bool settledToo, int most) =>
    [
        .. connection.Query<SubmitRow>($"{Columns} WHERE state = 'unknown' {(settledToo ? "OR person IS NOT NULL" : "")} ORDER BY submit.intent_seq DESC LIMIT @most", new { most })
            .AsList().Select(row => row.Read(connection)),
    ];

    private sealed record SubmitRow(
        string Plan, string Workflow, string Portal, string Form, string State, string? Reference, string ClaimedAt, long IntentSeq, byte[] Intent,
        string? Person, string? KeyId, long? Happened, string? Comment, string? At)
    {
        public SubmitFacts Facts => new(Plan, Workflow, Portal, Form, SubmitStates.Read(State), Reference)
        {
            Settled = Person is null ? null : new(Person, KeyId!, Happened != 0, Comment!, AuditRecord.ReadTime(At!)),
        };

        public SubmitCase Read(SqliteConnection connection)
        {
            var intent = AuditRecord.Parse(Intent);
            return new()
            {
                Facts = Facts,
                CallId = intent.CallId ?? "",
                IntentSeq = IntentSeq,
                RequestedBy = intent.Actor,
                At = AuditRecord.ReadTime(ClaimedAt),
                Approval = intent.ApprovalId is { } approval ? ApprovalReading.Find(connection, approval) : null,
            };
        }
    }
}
