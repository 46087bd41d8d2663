namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>Every configuration that decided something is still there to be read.</summary>
internal sealed class RevisionCheck(FindingList findings, VerifyOptions options) : RecordCheck(findings)
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public override void See(AuditRecord record)
    {
        if (options.Revisions is { } kept && record.PolicyDigest is { } revision && !kept.Contains(revision) && _missing.Add(revision))
            Findings.Incomplete(record.Seq, $"decided by configuration `{revision}`, whose documents are not kept");
    }
}
