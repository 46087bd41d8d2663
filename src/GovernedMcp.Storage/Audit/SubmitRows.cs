using Dapper;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Audit;
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
        if (StateOf(connection, move.Plan) is not { } state)
            throw new LedgerConflict(Rules.Plans.Unknown, $"plan `{move.Plan}` was never submitted; fill the form and submit its plan");
        if (!state.MayBecome(move.To))
            throw new LedgerConflict(Rules.Plans.AlreadyUsed, $"plan `{move.Plan}` is `{state.Word()}` and cannot become `{move.To.Word()}`; ask for its outcome");
        connection.Execute("UPDATE submit SET state = @Word, reference = coalesce(@Reference, reference) WHERE plan = @Plan",
            new { Word = move.To.Word(), move.Reference, move.Plan });
    }

    public static SubmitState? StateOf(SqliteConnection connection, string plan) =>
        connection.ExecuteScalar<string?>("SELECT state FROM submit WHERE plan = @plan", new { plan }) is { } word ? SubmitStates.Read(word) : null;

    public static SubmitFacts? Find(SqliteConnection connection, string plan, string workflow) =>
        connection.QuerySingleOrDefault<SubmitRow>(
            "SELECT plan, workflow, portal, form, state, reference FROM submit WHERE plan = @plan AND workflow = @workflow", new { plan, workflow }) is { } row
            ? new(row.Plan, row.Workflow, row.Portal, row.Form, SubmitStates.Read(row.State), row.Reference)
            : null;

    private sealed record SubmitRow(string Plan, string Workflow, string Portal, string Form, string State, string? Reference);
}
