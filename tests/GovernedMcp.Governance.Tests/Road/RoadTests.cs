using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Governance.Submits;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Governance.Tests.Road;

/// <summary>The order of the road, and what each way off it leaves undone.</summary>
public sealed class RoadTests
{
    private const string Login = """{"portal":"acme"}""";
    private const string Send = """{"session":"SESSION","plan":"p_1"}""";
    private readonly World _world = new();

    [Fact]
    public async Task An_allowed_call_is_on_record_before_and_after()
    {
        string[] before = [];
        _world.Login.Body = (_, _) =>
        {
            before = [.. _world.Log.Entries.Select(entry => entry.Type)];
            return Task.FromResult(new BlockResult { Message = "in" });
        };
        (await _world.CallAsync("portal_login", Login)).Outcome.ShouldBe(ReplyOutcome.Completed);
        before.ShouldBe([AuditTypes.Intent]);
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe([AuditTypes.Intent, AuditTypes.Outcome]);
        _world.Log.Entries[1].IntentSeq.ShouldBe(1);
    }

    [Theory]
    [InlineData(WorkflowStatus.Proposed, "registry.not_active")]
    [InlineData(WorkflowStatus.Suspended, "registry.not_active")]
    [InlineData(WorkflowStatus.Retired, "registry.not_active")]
    public async Task A_workflow_that_is_not_active_gets_no_tools_and_no_credential(WorkflowStatus status, string rule)
    {
        _world.Change(workflow => workflow with { Status = status });
        await NothingHappensAsync(rule);
    }

    [Fact]
    public async Task An_unregistered_workflow_gets_no_tools_and_no_credential()
    {
        _world.Change(workflow => workflow with { Name = "another" });
        await NothingHappensAsync("registry.not_registered");
    }

    [Fact]
    public async Task A_workflow_held_by_the_kill_switch_gets_no_tools_and_no_credential()
    {
        _world.Standings.Standing = _world.Standings.Standing with { Suspended = new Suspension("pat@example.com", _world.Clock.Now, "odd calls") };
        await NothingHappensAsync("registry.suspended");
    }

    [Fact]
    public async Task An_overdue_workflow_gets_no_tools_and_no_credential()
    {
        _world.Standings.Now = _world.Standings.Standing.RegisteredAt.AddDays(90 + 14 + 1);
        await NothingHappensAsync("registry.review_overdue");
    }

    [Fact]
    public async Task Without_a_key_there_are_no_tools()
    {
        var nobody = new Identification.Unknown(Rules.Identity.NoKey, "no key was given");
        (await _world.Governor.ListAsync(nobody, default)).ShouldBeEmpty();
        var reply = await _world.Governor.InvokeAsync(new ToolRequest("portal_list", null), nobody, new Progress<BlockProgress>(), default);
        reply.Envelope.Json.ShouldContain("identity.no_key");
        _world.Log.Entries.ShouldHaveSingleItem().RuleId.ShouldBe("identity.no_key");
    }

    [Fact]
    public async Task When_the_record_cannot_be_written_nothing_runs()
    {
        _world.Log.DiskFull = _ => true;
        var reply = await _world.CallAsync("portal_login", Login);
        reply.Envelope.Json.ShouldContain("audit.unavailable");
        (_world.Login.Runs, _world.Credentials.Opened).ShouldBe((0, 0));
    }

    [Fact]
    public async Task When_the_outcome_cannot_be_written_there_is_no_reply_with_data()
    {
        _world.Log.DiskFull = entry => entry.Type == AuditTypes.Outcome;
        _world.Login.Body = (_, _) => Task.FromResult(new BlockResult { Message = "in", Data = new() { ["session"] = "s_x" } });
        var reply = await _world.CallAsync("portal_login", Login);
        reply.Envelope.Json.ShouldContain("audit.outcome_lost");
        reply.Envelope.Json.ShouldNotContain("s_x");
    }

    [Fact]
    public async Task What_happened_on_the_side_of_a_fault_is_told_with_it()
    {
        _world.Login.Body = (_, _) => throw new BlockFault(Rules.Login.NoForm, "there is no form").Noting(["a request was kept back"], ["POST /ping"]);
        var reply = await _world.CallAsync("portal_login", Login);
        reply.Envelope.Json.ShouldContain("\"warnings\":[\"a request was kept back\"]");
        reply.Envelope.Json.ShouldContain("\"page_quotes\":[\"POST /ping\"]");
    }

    [Fact]
    public async Task A_suspension_between_decision_and_record_stops_the_call()
    {
        _world.Log.Suspended = true;
        (await _world.CallAsync("portal_login", Login)).Envelope.Json.ShouldContain("registry.suspended");
        _world.Login.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_call_opens_no_credential_and_is_on_record()
    {
        var reply = await _world.CallAsync("portal_login", """{"portal":"elsewhere"}""");
        reply.Outcome.ShouldBe(ReplyOutcome.Refused);
        _world.Credentials.Opened.ShouldBe(0);
        _world.Log.Entries.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            entry => entry.Type.ShouldBe(AuditTypes.Declined),
            entry => entry.RuleId.ShouldBe("scope.portal_not_granted"));
    }

    [Fact]
    public async Task Only_tools_that_sign_in_open_a_credential()
    {
        await _world.CallAsync("portal_extract", """{"session":"SESSION","table":"invoices"}""");
        _world.Credentials.Opened.ShouldBe(0);
        await _world.CallAsync("portal_login", Login);
        _world.Credentials.Opened.ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_that_a_block_gives_back_does_not_leave()
    {
        _world.Login.Body = (_, _) => Task.FromResult(new BlockResult { Message = $"typed {SpyCredentials.Canary}", Text = SpyCredentials.Canary, Warnings = [SpyCredentials.Canary] });
        var reply = await _world.CallAsync("portal_login", Login);
        (reply.Envelope.Json + reply.Text.Text).ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task An_unexpected_fault_gives_a_reference_and_no_text()
    {
        _world.Login.Body = (_, _) => throw new InvalidOperationException("CANARY in an exception");
        var reply = await _world.CallAsync("portal_login", Login);
        reply.Envelope.Json.ShouldContain("internal.fault");
        reply.Envelope.Json.ShouldNotContain("CANARY");
        _world.Faults.ShouldHaveSingleItem();
        _world.Log.Entries[^1].Type.ShouldBe(AuditTypes.Outcome);
    }

    [Fact]
    public async Task A_submit_is_held_until_somebody_else_approves_and_is_sent_once()
    {
        _world.Submit.Body = async (_, run) =>
        {
            await run.RecordSendingAsync();
            return new BlockResult { Message = "received", Submit = SubmitState.Confirmed, Reference = "DSP-1" };
        };
        (await _world.CallAsync("portal_submit_form", Send)).Outcome.ShouldBe(ReplyOutcome.Held);
        (await _world.CallAsync("portal_submit_form", Send)).Outcome.ShouldBe(ReplyOutcome.Held);
        var approval = _world.Log.Approvals.Values.ShouldHaveSingleItem();
        approval.CheckVote(new ApprovalVote("dana@example.com", "gmp_1", true, "mine", _world.Clock.Now)).ShouldNotBeNull();
        _world.Log.Approvals[approval.Id] = approval with { Votes = [new ApprovalVote("lee@example.com", "k2", true, "fine", _world.Clock.Now)] };

        (await _world.CallAsync("portal_submit_form", Send)).Outcome.ShouldBe(ReplyOutcome.Completed);
        (await _world.CallAsync("portal_submit_form", Send)).Envelope.Json.ShouldContain("DSP-1");
        _world.Submit.Runs.ShouldBe(1);
        _world.Log.Entries.Select(entry => entry.Type).Where(type => type is not (AuditTypes.Declined or AuditTypes.ApprovalRequested))
            .ShouldBe([AuditTypes.Intent, AuditTypes.Sending, AuditTypes.Outcome]);
    }

    [Fact]
    public async Task While_people_are_asked_the_session_with_the_filled_form_stays()
    {
        await _world.CallAsync("portal_submit_form", Send);
        _world.Sessions.KeptOpenUntil.ShouldBe(_world.Clock.Now.AddMinutes(30 + 10));
    }

    [Fact]
    public async Task A_repeated_submit_is_on_record_too()
    {
        _world.Log.Submits["p_1"] = new("p_1", "desk", "acme", "dispute", SubmitState.Confirmed, "DSP-9");
        (await _world.CallAsync("portal_submit_form", Send)).Envelope.Json.ShouldContain("DSP-9");
        _world.Log.Entries.ShouldHaveSingleItem().RuleId.ShouldBe("plan.already_used");
    }

    [Theory]
    [InlineData(true, "confirmed", "found that it happened")]
    [InlineData(false, "not_sent", "fill the form again")]
    public async Task What_a_person_settled_is_told_as_a_persons_word(bool happened, string state, string says)
    {
        var settled = new Settlement("lee@example.com", "gmp_1", happened, "looked \u202E there", _world.Clock.Now);
        _world.Log.Submits["p_1"] = new("p_1", "desk", "acme", "dispute", settled.End, null) { Settled = settled };
        foreach (var (tool, arguments) in ((string, string)[])[("portal_outcome", """{"plan":"p_1"}"""), ("portal_submit_form", Send)])
        {
            var told = (await _world.CallAsync(tool, arguments)).Envelope.Node!;
            told["message"]!.ToString().ShouldContain(says);
            (told["data"]!["submit"]!.ToString(), told["data"]!["settled"]!["by"]!.ToString()).ShouldBe((state, "lee@example.com"));
            told["data"]!["settled"]!["comment"]!.ToString().ShouldBe("looked [U+202E] there");
        }

        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_submit_that_faults_without_word_is_unknown()
    {
        _world.Change(null, World.Ask("other", ActKind.Login, "leads"));
        _world.Submit.Body = (_, _) => throw new InvalidOperationException();
        await _world.CallAsync("portal_submit_form", Send);
        _world.Log.Submits["p_1"].State.ShouldBe(SubmitState.Unknown);
        (await _world.CallAsync("portal_submit_form", Send)).Envelope.Json.ShouldContain("do not repeat it");
        _world.Submit.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_call_many_times_at_once_asks_people_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _world.CallAsync("portal_submit_form", Send)));
        _world.Log.Approvals.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_the_rules_voids_an_approval()
    {
        await _world.CallAsync("portal_submit_form", Send);
        var approval = _world.Log.Approvals.Values.Single();
        _world.Log.Approvals[approval.Id] = approval with { Votes = [new ApprovalVote("lee@example.com", "k2", true, "fine", _world.Clock.Now)] };
        _world.Change();
        (await _world.CallAsync("portal_submit_form", Send)).Outcome.ShouldBe(ReplyOutcome.Held);
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task The_approver_sees_what_would_be_sent_and_no_sensitive_value()
    {
        await _world.CallAsync("portal_submit_form", Send);
        var subject = _world.Log.Approvals.Values.Single().Subject.Json;
        subject.ShouldContain("120.50");
        subject.ShouldContain("…2051");
        subject.ShouldNotContain("DE02120300000000202051");
    }

    private async Task NothingHappensAsync(string rule)
    {
        var who = new Identification.Known(World.Dana);
        (await _world.Governor.ListAsync(who, default)).ShouldBeEmpty();
        (await _world.CallAsync("portal_login", Login)).Envelope.Json.ShouldContain(rule);
        (_world.Login.Runs, _world.Credentials.Opened).ShouldBe((0, 0));
    }
}
