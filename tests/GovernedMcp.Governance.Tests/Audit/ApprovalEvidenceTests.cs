using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Audit.Verification;

namespace GovernedMcp.Governance.Tests.Audit;

/// <summary>Item 9: an act that needed approval had exactly one, of the right people, in time, for this call.</summary>
public sealed class ApprovalEvidenceTests
{
    private readonly SampleLog _log = new();

    [Fact]
    public void An_act_that_says_it_was_approved_and_used_nothing_is_found() =>
        Bad(_log.Write(SampleLog.Entry(AuditTypes.Intent, approval: "ap_1")), "used no approval");

    [Fact]
    public void An_approval_that_nobody_asked_for_is_found() => Bad(_log.Use(), "never asked for");

    [Fact]
    public void Too_few_answers_are_found()
    {
        _log.Ask(needed: 2);
        _log.Vote("lee@example.com");
        Bad(_log.Use(), "when it was `pending`");
    }

    [Fact]
    public void One_person_answering_twice_is_found()
    {
        _log.Ask(needed: 2);
        _log.Vote("lee@example.com");
        Bad(_log.Vote("lee@example.com"), "could not count");
    }

    [Fact]
    public void A_stranger_or_the_requester_answering_is_found()
    {
        _log.Ask(needed: 1);
        Bad(_log.Vote("eve@example.com"), "could not count");
        var own = new SampleLog();
        own.Ask(needed: 1);
        Bad(own.Vote("ana@example.com"), "could not count", own);
    }

    [Fact]
    public void An_answer_in_somebody_elses_name_is_found()
    {
        _log.Ask();
        Bad(_log.Vote("lee@example.com", actor: "eve@example.com"), "somebody else's name");
    }

    [Fact]
    public void An_approval_used_too_late_or_after_a_refusal_is_found()
    {
        _log.Ask(needed: 1);
        _log.Vote("lee@example.com");
        _log.Now += TimeSpan.FromMinutes(11);
        Bad(_log.Use(), "when it was `expired`");
        var refused = new SampleLog();
        refused.Ask(needed: 1);
        refused.Vote("lee@example.com", approves: false);
        Bad(refused.Use(), "when it was `refused`", refused);
    }

    [Fact]
    public void An_approval_for_another_call_or_another_workflow_is_found()
    {
        Approved(_log);
        Bad(_log.Use(digest: "d2"), "given for another call");
        var other = new SampleLog();
        Approved(other);
        Bad(other.Write(SampleLog.Entry(AuditTypes.Intent, approval: "ap_1") with { Agent = "other" }, new LedgerChange.ConsumeApproval("ap_1", "d1")), "given to workflow", other);
    }

    [Fact]
    public void An_approval_used_twice_is_found()
    {
        Approved(_log);
        var first = _log.Use();
        _log.Write(SampleLog.Entry(AuditTypes.Outcome, intent: first, outcome: "completed"));
        Bad(_log.Use(), "when it was `used`");
    }

    [Fact]
    public void A_use_without_its_own_record_is_found()
    {
        Approved(_log);
        Bad(_log.Write(SampleLog.Entry(AuditTypes.Intent, approval: "ap_1"), new LedgerChange.ConsumeApproval("ap_1", "d1")), "is missing");
    }

    [Fact]
    public void A_click_of_who_runs_the_client_is_good_evidence()
    {
        _log.Issue("gmw_1");
        _log.AskUser();
        _log.Vote("ana@example.com", key: "client:gmw_1");
        _log.Write(SampleLog.Entry(AuditTypes.Outcome, intent: _log.Use(), outcome: "completed"));
        _log.Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Fact]
    public void A_click_that_counts_for_a_group_or_for_somebody_else_is_found()
    {
        _log.Issue("gmw_1");
        _log.Ask(needed: 1, self: true);
        Bad(_log.Vote("ana@example.com", key: "client:gmw_1"), "could not count");
        var other = new SampleLog();
        other.Issue("gmw_1", heldBy: "lee@example.com");
        other.AskUser();
        Bad(other.Vote("lee@example.com", key: "client:gmw_1"), "could not count", other);
    }

    [Theory]
    [InlineData("lee@example.com", 1)]
    [InlineData("ana@example.com", 2)]
    public void Asking_somebody_else_as_who_runs_the_client_is_found(string member, int needed) =>
        Bad(_log.AskUser(member, needed), "somebody else for the person who runs the client");

    [Theory]
    [InlineData("gmw_2", SampleLog.Workflow, "ana@example.com")]
    [InlineData("gmw_1", "other", "ana@example.com")]
    [InlineData("gmw_1", SampleLog.Workflow, "lee@example.com")]
    public void A_click_in_a_client_that_was_never_this_persons_is_found(string key, string workflow, string heldBy)
    {
        _log.Issue(key, workflow, heldBy);
        _log.AskUser();
        Bad(_log.Vote("ana@example.com", key: "client:gmw_1"), "was not issued to");
    }

    private static void Approved(SampleLog log)
    {
        log.Ask(needed: 1);
        log.Vote("lee@example.com");
    }

    private void Bad(long seq, string because) => Bad(seq, because, _log);

    private static void Bad(long seq, string because, SampleLog log)
    {
        var report = log.Verify();
        (report.Verdict, report.FirstBadSeq).ShouldBe((Verdict.Tampered, seq), report.Summary);
        report.Summary.ShouldContain(because);
    }
}
