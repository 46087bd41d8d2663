namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>
/// One question to the whole log, answered while its records pass by in order. What proves something new about a log (such as
/// signed checkpoints) comes in as one more of these.
/// </summary>
internal abstract class RecordCheck(FindingList findings)
{
    protected FindingList Findings => findings;

    public abstract void See(AuditRecord record);

    /// <summary>After the last record.</summary>
    public virtual void End()
    {
    }
}

/// <summary>Gathers findings; keeps the first of each kind and counts on.</summary>
internal sealed class FindingList
{
    private readonly List<VerifyFinding> _kept = [];

    public IReadOnlyList<VerifyFinding> Kept => _kept;

    public bool Any(FindingKind kind) => _kept.Any(finding => finding.Kind == kind);

    public void Add(FindingKind kind, long? seq, string sentence)
    {
        if (_kept.Count < VerifyReport.MostFindings || !Any(kind)) _kept.Add(new(kind, seq, sentence));
    }

    public void Tampered(long seq, string sentence) => Add(FindingKind.Tampered, seq, $"record {seq}: {sentence}");

    public void Incomplete(long? seq, string sentence) => Add(FindingKind.Incomplete, seq, seq is null ? sentence : $"record {seq}: {sentence}");
}
