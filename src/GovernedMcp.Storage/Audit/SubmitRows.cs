using Dapper;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Database;
using Microsoft.Data.Sqlite;

namespace GovernedMcp.Storage.Audit;

/// <summary>The submits: a plan is claimed once and only moves forward.</summary>
internal static class SubmitRows
{
    public static void Claim(LedgerTransaction transaction, LedgerChange.ClaimSubmit claim, long seq)
    {
        var added = transaction.Connection.Execute(
            """
            INSERT INTO submit (plan, workflow, portal, form, state, claimed_at, intent_seq)
            VALUES (@Plan, @Workflow, @Portal, @Form, 'intent', @Stamp, @seq) ON CONFLICT (plan) DO NOTHING
            """,
            new { claim.Plan, claim.Workflow, claim.Portal, claim.Form, transaction.Stamp, seq });
        if (added == 0)
            throw new LedgerConflict(Rules.Plans.AlreadyUsed, $"plan `{claim.Plan}` was submitted before; ask for its outcome instead");
    }

    public static void Move(LedgerTransaction transaction, LedgerChange.MoveSubmit move)
    {
        var connection = transaction.Connection;
        if (StateOf(connection, move.Plan) is not { } state) throw Never(move.Plan);
        if (!state.MayBecome(move.To))
            throw new LedgerConflict(Rules.Plans.AlreadyUsed, $"plan `{move.Plan}` is `{state.Word()}` and cannot become `{move.To.Word()}`; ask for its outcome");
        connection.Execute("UPDATE submit SET state = @Word, reference = coalesce(@Reference, reference) WHERE plan = @Plan",
            new { Word = move.To.Word(), move.Reference, move.Plan });
    }

    public static void Settle(LedgerTransaction transaction, string plan, Settlement given, long seq)
    {
        var connection = transaction.Connection;
        var facts = SubmitReading.Find(connection, plan)?.Facts ?? throw Never(plan);
        if (SubmitSettling.NotUnknown(facts) is { } objection) throw new LedgerConflict(objection.Rule, objection.Sentence);
        connection.Execute(
            """
            INSERT INTO submit_settlement (plan, person, key_id, happened, comment, at, seq) VALUES (@plan, @Person, @KeyId, @Happened, @Comment, @At, @seq);
            UPDATE submit SET state = @Word WHERE plan = @plan
            """,
            new { plan, given.Person, given.KeyId, given.Happened, given.Comment, At = AuditRecord.WriteTime(given.At), seq, Word = given.End.Word() });
    }

    public static SubmitState? StateOf(SqliteConnection connection, string plan) =>
        connection.ExecuteScalar<string?>("SELECT state FROM submit WHERE plan = @plan", new { plan }) is { } word ? SubmitStates.Read(word) : null;

    private static LedgerConflict Never(string plan) => new(Rules.Plans.Unknown, $"plan `{plan}` was never submitted; fill the form and submit its plan");
}
