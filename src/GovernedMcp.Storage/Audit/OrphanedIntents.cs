using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Storage.Database;

namespace GovernedMcp.Storage.Audit;

/// <summary>Ends on record what processes began that died since. What a living process is doing is left alone.</summary>
internal sealed class OrphanedIntents(Ledger ledger, ProcessNode node)
{
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseAsync()
    {
        var open = await ledger.ReadAsync(IntentRows.All);
        var gone = open.Select(intent => intent.Node).Distinct().Where(node.IsGone).ToHashSet(StringComparer.Ordinal);
        var closed = 0;
        foreach (var intent in open.Where(intent => gone.Contains(intent.Node)))
            closed += await ledger.WriteAsync(transaction => Close(transaction, intent));
        node.ClearOthers();
        return closed;
    }

    // Looked at again inside the transaction: another process may be clearing up as well.
    private static int Close(LedgerTransaction transaction, OpenIntent intent)
    {
        if (!IntentRows.IsOpen(transaction.Connection, intent.Seq)) return 0;
        var end = EndOf(transaction, intent);
        IReadOnlyList<LedgerChange> changes = end is { } state ? [new LedgerChange.MoveSubmit(intent.Plan!, state, null)] : [];
        RecordedChanges.Append(transaction, LedgerEntries.Abandoned(AuditRecord.Parse(intent.Body), (end ?? SubmitState.Unknown).Word()), changes);
        return 1;
    }

    // Without a record that the form was about to leave, nothing left. With it, nobody can tell.
    private static SubmitState? EndOf(LedgerTransaction transaction, OpenIntent intent) => intent.Plan is null ? null
        : SubmitRows.StateOf(transaction.Connection, intent.Plan) switch
        {
            SubmitState.Intent => SubmitState.NotSent,
            SubmitState.Sending => SubmitState.Unknown,
            _ => null,
        };
}
