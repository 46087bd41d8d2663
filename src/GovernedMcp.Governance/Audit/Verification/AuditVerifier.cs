namespace GovernedMcp.Governance.Audit.Verification;

/// <summary>
/// Says whether a log is whole, from its rows alone: no database, no clock, no key. It detects every later change by someone who
/// did not also rewrite everything after it; a rewritten end shows only against a trusted one. It does not detect a writer that
/// lied before it wrote.
/// </summary>
public static class AuditVerifier
{
    public static VerifyReport Verify(IEnumerable<StoredRecord> rows, VerifyOptions options)
    {
        var findings = new FindingList();
        var chain = new ChainCheck(findings, options);
        RecordCheck[] checks = [new ActCheck(findings), new SubmitCheck(findings), new ApprovalCheck(findings), new ClientVoteCheck(findings), new RevisionCheck(findings, options)];
        var records = 0L;
        foreach (var row in ReadRow.All(rows))
        {
            records++;
            // What a broken chain says is not worth judging: it would blame records that nobody touched.
            if (chain.See(row) is { } record && !chain.Broken)
                foreach (var check in checks) check.See(record);
            if (findings.Any(FindingKind.CouldNotRun)) break;
        }

        chain.End();
        if (!chain.Broken)
            foreach (var check in checks) check.End();
        return new()
        {
            Verdict = VerdictOf(findings, options),
            Records = records,
            Head = chain.Head,
            TailProven = options.Trusted is not null && !findings.Any(FindingKind.Tampered),
            Findings = findings.Kept,
        };
    }

    /// <summary>What to say when there is no log to look at.</summary>
    public static VerifyReport CouldNotRun(string sentence) => new()
    {
        Verdict = Verdict.CouldNotRun,
        Records = 0,
        Head = ChainHead.Empty,
        TailProven = false,
        Findings = [new(FindingKind.CouldNotRun, null, sentence)],
    };

    private static Verdict VerdictOf(FindingList findings, VerifyOptions options) =>
        findings.Any(FindingKind.Tampered) ? Verdict.Tampered
        : findings.Any(FindingKind.CouldNotRun) ? Verdict.CouldNotRun
        : findings.Any(FindingKind.Incomplete) || (options.Strict && options.Trusted is null) ? Verdict.Incomplete
        : Verdict.Intact;
}
