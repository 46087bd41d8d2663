namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>Every configuration that decided something is still there to be read, as it was when it came into force.</summary>
internal sealed class RevisionCheck(FindingList findings, VerifyOptions options) : RecordCheck(findings)
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    public override void See(AuditRecord record)
    {
        if (options.Revisions is not { } kept || record.PolicyDigest is not { } revision) return;
        if (!kept.TryGetValue(revision, out var digest))
        {
            if (_missing.Add(revision)) Findings.Incomplete(record.Seq, $"decided by configuration `{revision}`, whose documents are not kept");
        }
        else if (record.Type == AuditTypes.PolicyLoaded && record.Facts?.Node?["documents_digest"]?.ToString() != digest)
        {
            Findings.Tampered(record.Seq, $"the documents kept of configuration `{revision}` are not the ones that came into force");
        }
    }
}
