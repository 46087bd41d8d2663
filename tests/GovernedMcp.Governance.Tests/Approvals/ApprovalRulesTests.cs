using System.Collections.Frozen;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Tests.Audit;

namespace GovernedMcp.Governance.Tests.Approvals;

public sealed class ApprovalRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_waits_until_every_ask_has_its_number_of_people()
    {
        var approval = Two() with { Votes = [Yes("lee@example.com", 1)] };
        approval.StateAt(At(2)).ShouldBe(ApprovalState.Pending);
        (approval with { Votes = [Yes("lee@example.com", 1), Yes("maria@example.com", 2)] }).StateAt(At(2)).ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public void One_person_counts_once_however_often_the_table_names_them() =>
        (SampleLog.Approval(Start) with { Votes = [Yes("lee@example.com", 1), Yes("lee@example.com", 2)] }).StateAt(At(3)).ShouldBe(ApprovalState.Pending);

    [Fact]
    public void One_person_may_answer_for_two_groups_it_is_in()
    {
        var approval = Two() with { Asks = [new("a", "owner", Of("lee@example.com"), 1), new("b", "leads", Of("lee@example.com"), 1)] };
        (approval with { Votes = [Yes("lee@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public void A_refusal_wins_at_once_and_over_any_approval()
    {
        var approval = SampleLog.Approval(Start) with { Votes = [Yes("lee@example.com", 1), No("dana@example.com", 2), Yes("kim@example.com", 3)] };
        approval.StateAt(At(4)).ShouldBe(ApprovalState.Refused);
        approval.StateAt(At(400)).ShouldBe(ApprovalState.Refused);
    }

    [Fact]
    public void Silence_is_refusal_after_the_time_to_decide()
    {
        var approval = SampleLog.Approval(Start);
        approval.StateAt(At(30)).ShouldBe(ApprovalState.Pending);
        approval.StateAt(At(30) + TimeSpan.FromTicks(1)).ShouldBe(ApprovalState.Expired);
    }

    [Fact]
    public void It_may_be_used_for_a_time_counted_from_the_last_vote_it_needed()
    {
        var approval = SampleLog.Approval(Start) with { Votes = [Yes("lee@example.com", 1), Yes("dana@example.com", 5), Yes("kim@example.com", 9)] };
        approval.UseBy().ShouldBe(At(15));
        approval.StateAt(At(15)).ShouldBe(ApprovalState.Approved);
        approval.StateAt(At(15) + TimeSpan.FromTicks(1)).ShouldBe(ApprovalState.Expired);
        (approval with { UsedBySeq = 7 }).StateAt(At(6)).ShouldBe(ApprovalState.Used);
    }

    [Fact]
    public void Votes_of_strangers_of_the_requester_or_too_late_count_for_nothing()
    {
        var asked = SampleLog.Approval(Start, needed: 1);
        (asked with { Votes = [Yes("eve@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Pending);
        (asked with { Votes = [No("eve@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Pending);
        (asked with { Votes = [Yes("ana@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Pending);
        (asked with { Votes = [Yes("ana@example.com", 1)], SelfAllowed = true }).StateAt(At(2)).ShouldBe(ApprovalState.Approved);
        (asked with { Votes = [Yes("lee@example.com", 31)] }).StateAt(At(31)).ShouldBe(ApprovalState.Expired);
    }

    [Fact]
    public void An_approval_that_asks_nobody_is_never_approved() =>
        (SampleLog.Approval(Start) with { Asks = [] }).StateAt(At(1)).ShouldBe(ApprovalState.Pending);

    [Fact]
    public void Only_people_who_are_still_asked_may_answer()
    {
        var approval = Two();
        approval.CheckVote(Vote("lee@example.com", "ok", At(1))).ShouldBeNull();
        approval.CheckVote(Vote("eve@example.com", "ok", At(1)))!.Rule.ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        approval.CheckVote(Vote("ana@example.com", "ok", At(1)))!.Rule.ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        (approval with { SelfAllowed = true }).CheckVote(Vote("ana@example.com", "ok", At(1))).ShouldBeNull();
        var half = approval with { Votes = [Yes("lee@example.com", 1)] };
        half.CheckVote(Vote("lee@example.com", "ok", At(2)))!.Rule.ShouldBe(Rules.Approvals.AlreadyAnswered);
        half.CheckVote(Vote("dana@example.com", "ok", At(2)))!.Rule.ShouldBe(Rules.Approvals.NotAllowedToAnswer, "its own group has answered");
        half.CheckVote(Vote("maria@example.com", "ok", At(2))).ShouldBeNull();
    }

    [Fact]
    public void Nobody_answers_what_is_over()
    {
        var approval = SampleLog.Approval(Start, needed: 1);
        approval.CheckVote(Vote("lee@example.com", "ok", At(31)))!.Rule.ShouldBe(Rules.Approvals.Expired);
        (approval with { UsedBySeq = 7 }).CheckVote(Vote("lee@example.com", "ok", At(1)))!.Rule.ShouldBe(Rules.Approvals.Used);
        (approval with { Votes = [No("dana@example.com", 1)] }).CheckVote(Vote("lee@example.com", "ok", At(2)))!.Rule.ShouldBe(Rules.Approvals.AlreadyAnswered);
        (approval with { Votes = [Yes("dana@example.com", 1)] }).CheckVote(Vote("lee@example.com", "ok", At(2)))!.Rule.ShouldBe(Rules.Approvals.AlreadyAnswered);
    }

    [Theory]
    [InlineData("", "argument.missing")]
    [InlineData("  ", "argument.missing")]
    [InlineData("line\nbreak", "argument.text")]
    [InlineData("nul\0", "argument.text")]
    [InlineData("esc\u001b[2J", "argument.text")]
    [InlineData("turned \u202E text", "argument.text")]
    [InlineData("line\u2028two", "argument.text")]
    [InlineData("half \ud83d", "argument.text")]
    public void A_reason_is_one_line_of_plain_text(string reason, string rule) =>
        SampleLog.Approval(Start).CheckVote(Vote("lee@example.com", reason, At(1)))!.Rule.Id.ShouldBe(rule);

    [Fact]
    public void A_reason_has_at_most_500_characters()
    {
        var approval = SampleLog.Approval(Start);
        approval.CheckVote(Vote("lee@example.com", new string('x', 500), At(1))).ShouldBeNull();
        approval.CheckVote(Vote("lee@example.com", new string('x', 501), At(1)))!.Rule.ShouldBe(Rules.Arguments.Range);
        (approval with { ReasonRequired = false }).CheckVote(Vote("lee@example.com", "", At(1))).ShouldBeNull();
        approval.CheckVote(Vote("lee@example.com", "gut so, 12,50 € 😀", At(1))).ShouldBeNull();
    }

    [Fact]
    public void The_person_who_runs_the_client_is_asked_as_one_person_and_may_answer_by_click_or_by_key()
    {
        var asked = SampleLog.Approval(Start) with { Asks = [User] };
        (asked with { Votes = [Click("ana@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Approved);
        (asked with { Votes = [Yes("ana@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Approved);
        (asked with { Votes = [Click("ana@example.com", 1, approves: false)] }).StateAt(At(2)).ShouldBe(ApprovalState.Refused);
        asked.CheckVote(Yes("lee@example.com", 1))!.Sentence.ShouldContain("ask `ana@example.com`, who runs the calling client");
        asked.CheckVote(Click("lee@example.com", 1))!.Rule.ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        (asked with { Asks = [User with { Members = Of("lee@example.com") }], Votes = [Click("lee@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Pending, "it is nobody else's client");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_click_never_counts_for_a_group_even_one_that_the_person_is_in(bool selfAllowed)
    {
        var group = SampleLog.Approval(Start, needed: 1, self: selfAllowed);
        group.CheckVote(Click("ana@example.com", 1))!.Rule.ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        group.CheckVote(Click("lee@example.com", 1))!.Rule.ShouldBe(Rules.Approvals.NotAllowedToAnswer);
        (group with { Votes = [Click("ana@example.com", 1), Click("lee@example.com", 1)] }).StateAt(At(2)).ShouldBe(ApprovalState.Pending);
        (group with { Votes = [Click("ana@example.com", 1, approves: false)] }).StateAt(At(2)).ShouldBe(ApprovalState.Pending);

        var both = group with { Asks = [User, group.Asks[0]], Votes = [Click("ana@example.com", 1)] };
        both.StateAt(At(2)).ShouldBe(ApprovalState.Pending);
        both.Asks.Select(both.Given).ShouldBe([1, 0]);
        (both with { Votes = [.. both.Votes, Yes("lee@example.com", 2)] }).StateAt(At(3)).ShouldBe(ApprovalState.Approved);
    }

    [Fact]
    public void Two_different_people_are_two_even_when_the_one_at_the_client_is_asked_besides()
    {
        var both = SampleLog.Approval(Start, needed: 2) with { Asks = [User, SampleLog.Approval(Start, needed: 2).Asks[0]], Votes = [Yes("ana@example.com", 1), Yes("lee@example.com", 2)] };
        both.Asks.Select(both.Given).ShouldBe([1, 1]);
        (both with { SelfAllowed = true }).StateAt(At(3)).ShouldBe(ApprovalState.Approved, "with a key of their own, where that is allowed");
    }

    [Fact]
    public void The_client_is_asked_while_a_click_can_help_and_takes_nothing_away()
    {
        var asked = SampleLog.Approval(Start) with { Asks = [User] };
        asked.IsForTheClient(At(1)).ShouldBeTrue();
        asked.IsForTheClient(At(31)).ShouldBeFalse();
        (asked with { Votes = [Click("ana@example.com", 1)] }).IsForTheClient(At(2)).ShouldBeFalse();
        SampleLog.Approval(Start).IsForTheClient(At(1)).ShouldBeFalse();
        var both = SampleLog.Approval(Start) with { Asks = [User, SampleLog.Approval(Start).Asks[0]] };
        both.IsForTheClient(At(1)).ShouldBeTrue();
        (both with { SelfAllowed = true }).IsForTheClient(At(1)).ShouldBeFalse("an answer with a key would count for both");
    }

    private static ApprovalAsk User => new("mine", "user", Of("ana@example.com"), 1);

    private static ApprovalVote Click(string person, int minutes, bool approves = true) => new(person, ApprovalVote.SignClient("gmw_1"), approves, "mine", At(minutes));

    private static Approval Two() => SampleLog.Approval(Start) with
    {
        Asks = [new("a", "owner", Of("ana@example.com", "lee@example.com", "dana@example.com"), 1), new("b", "leads", Of("maria@example.com", "tom@example.com"), 1)],
    };

    private static FrozenSet<string> Of(params string[] people) => people.ToFrozenSet(StringComparer.Ordinal);

    private static DateTimeOffset At(int minutes) => Start + TimeSpan.FromMinutes(minutes);

    private static ApprovalVote Yes(string person, int minutes) => new(person, "gmp_1", true, "checked", At(minutes));

    private static ApprovalVote Vote(string person, string reason, DateTimeOffset at) => new(person, "gmp_1", true, reason, at);

    private static ApprovalVote No(string person, int minutes) => new(person, "gmp_1", false, "wrong amount", At(minutes));
}
