using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Audit;

/// <summary>What a writer could have got wrong is found in a chain that is whole.</summary>
public sealed class ActEvidenceTests
{
    private readonly SampleLog _log = new();

    [Fact]
    public void An_act_without_an_outcome_leaves_the_evidence_incomplete()
    {
        _log.Write(SampleLog.Entry(AuditTypes.Intent));
        var report = _log.Verify();
        (report.Verdict, report.ExitCode).ShouldBe((Verdict.Incomplete, 2));
        report.Summary.ShouldContain("record 2: an act without an outcome");
    }

    [Fact]
    public void An_outcome_or_a_sending_without_its_act_is_found()
    {
        Bad(_log.Write(SampleLog.Entry(AuditTypes.Outcome, intent: 99, outcome: "completed")));
        var sending = new SampleLog();
        Bad(sending.Write(SampleLog.Entry(AuditTypes.Sending, intent: 99)), sending);
        var twice = new SampleLog();
        var intent = twice.Write(SampleLog.Entry(AuditTypes.Intent));
        twice.Write(SampleLog.Entry(AuditTypes.Outcome, intent: intent, outcome: "completed"));
        Bad(twice.Write(SampleLog.Entry(AuditTypes.Outcome, intent: intent, outcome: "completed")), twice);
    }

    [Fact]
    public void A_plan_that_was_claimed_twice_is_found()
    {
        var claim = new LedgerChange.ClaimSubmit("pl_1", SampleLog.Workflow, "p", "f");
        _log.Write(SampleLog.Entry(AuditTypes.Intent), claim);
        Bad(_log.Write(SampleLog.Entry(AuditTypes.Intent), claim));
    }

    [Fact]
    public void A_submit_that_went_back_is_found()
    {
        var intent = _log.Write(SampleLog.Entry(AuditTypes.Intent), new LedgerChange.ClaimSubmit("pl_1", SampleLog.Workflow, "p", "f"));
        _log.Write(SampleLog.Entry(AuditTypes.Outcome, intent: intent, outcome: "not_sent"), new LedgerChange.MoveSubmit("pl_1", SubmitState.NotSent, null));
        Bad(_log.Write(SampleLog.Entry(AuditTypes.RegistryAttested), new LedgerChange.MoveSubmit("pl_1", SubmitState.Sending, null)));
    }

    [Fact]
    public void A_submit_is_settled_once_when_it_is_unknown_and_by_who_says_so()
    {
        Lost(_log);
        Settle(_log);
        _log.Verify().Verdict.ShouldBe(Verdict.Intact);
        Bad(Settle(_log));
        var known = new SampleLog();
        known.Write(SampleLog.Entry(AuditTypes.Intent), new LedgerChange.ClaimSubmit("pl_1", SampleLog.Workflow, "p", "f"));
        Bad(Settle(known), known);
        foreach (var (actor, outcome, type) in ((string, string, string)[])[("kim@example.com", "confirmed", AuditTypes.SubmitSettled), ("lee@example.com", "not_sent", AuditTypes.SubmitSettled), ("lee@example.com", "confirmed", AuditTypes.RegistryAttested)])
        {
            var log = new SampleLog();
            Lost(log);
            Bad(Settle(log, actor, outcome, type), log);
        }

        var nothing = new SampleLog();
        Lost(nothing);
        Bad(nothing.Write(SampleLog.Entry(AuditTypes.SubmitSettled, "lee@example.com", outcome: "confirmed")), nothing);
    }

    [Fact]
    public void A_configuration_whose_documents_are_gone_leaves_the_evidence_incomplete()
    {
        _log.Write(SampleLog.Entry(AuditTypes.Declined) with { PolicyDigest = "lost" });
        var report = _log.Verify();
        report.Verdict.ShouldBe(Verdict.Incomplete);
        report.Summary.ShouldContain("configuration `lost`");
    }

    [Fact]
    public void Documents_that_differ_from_those_that_came_into_force_are_found()
    {
        _log.Write(LedgerEntries.PolicyLoaded("r1", 1, "documents"));
        _log.Verify().Verdict.ShouldBe(Verdict.Intact);
        Bad(_log.Write(LedgerEntries.PolicyLoaded("r1", 1, "other documents")));
    }

    private static void Lost(SampleLog log)
    {
        var intent = log.Write(SampleLog.Entry(AuditTypes.Intent), new LedgerChange.ClaimSubmit("pl_1", SampleLog.Workflow, "p", "f"));
        log.Write(SampleLog.Entry(AuditTypes.Outcome, intent: intent, outcome: "unknown"), new LedgerChange.MoveSubmit("pl_1", SubmitState.Unknown, null));
    }

    private static long Settle(SampleLog log, string actor = "lee@example.com", string outcome = "confirmed", string type = AuditTypes.SubmitSettled) => log.Write(
        SampleLog.Entry(type, actor, outcome: outcome), new LedgerChange.SettleSubmit("pl_1", new("lee@example.com", "gmp_1", true, "looked", log.Now)));

    private void Bad(long seq) => Bad(seq, _log);

    private static void Bad(long seq, SampleLog log)
    {
        var report = log.Verify();
        (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, seq), report.Summary);
    }
}
