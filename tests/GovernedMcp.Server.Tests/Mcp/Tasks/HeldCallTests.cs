using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Server.Tests.Mcp.Asking;
using GovernedMcp.Server.Tests.Operations;

namespace GovernedMcp.Server.Tests.Mcp.Tasks;

/// <summary>A call that waits for other people, as a task.</summary>
public sealed class HeldCallTests
{
    private readonly World _world = new();

    [Fact]
    public async Task A_call_held_for_other_people_is_answered_by_a_task_that_says_who_is_asked_and_until_when()
    {
        _world.ChangeRails("https://agents.example.com", selfAllowed: false, World.Ask("ours", ActKind.Submit, "owner", approvals: 2));
        await using var server = new InProcessServer(_world);
        var result = await server.SubmitAsync(TaskClient.Tasks);
        var approval = _world.Log.Approvals.Values.ShouldHaveSingleItem();
        ((string?)result["resultType"]).ShouldBe("task");
        ((string?)result["status"]).ShouldBe("working");
        ((string?)result["statusMessage"]).ShouldBe(
            $"held: `owner` (0 of 2) must approve at https://agents.example.com/approvals/{approval.Id} until 2026-11-23 09:30 UTC (approval `{approval.Id}`); nothing is done before");
        ((string?)result["createdAt"]).ShouldBe("2026-11-23T09:00:00.000Z");
        ((long?)result["ttlMs"]).ShouldBe(40 * 60 * 1000, "30 minutes to decide, 10 to use it");
        ((long?)result["pollIntervalMs"]).ShouldBe(5000);
        ((string)result["taskId"]!).Length.ShouldBe("task_".Length + 32);
        result.ContainsKey("content").ShouldBeFalse();

        await VoteAsync("lee@example.com");
        var now = await server.GetAsync((string)result["taskId"]!);
        ((string?)now["resultType"]).ShouldBe("complete");
        ((string?)now["statusMessage"]).ShouldNotBeNull().ShouldContain("`owner` (1 of 2)");
        now.ContainsKey("result").ShouldBeFalse();
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task Once_approved_the_call_runs_once_and_every_question_gets_its_result()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        (await VoteAsync("lee@example.com")).ShouldBeNull();
        var end = await server.EndAsync(task);
        end["result"]!["structuredContent"]!["data"]!["submit"].ShouldNotBeNull();
        end["result"]!["content"]!.AsArray().Count.ShouldBe(1);
        ((string?)end["result"]!["resultType"]).ShouldBe("complete", "as the call itself would have been answered");
        (await server.GetAsync(task))["result"]!.ToJsonString().ShouldBe(end["result"]!.ToJsonString());
        _world.Submit.Runs.ShouldBe(1);
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe(["approval.requested", "declined", "approval.vote", "intent", "outcome"], "the records of a call that is made again, and no more");
    }

    [Fact]
    public async Task It_runs_in_the_name_of_whoever_asks_for_it_and_is_measured_like_any_call()
    {
        var who = World.Dana;
        await using var server = new InProcessServer(_world, whoAsks: _ => new Identification.Known(who));
        using var heard = new Listening(_world.Signals);
        var task = await server.HoldAsync();
        await VoteAsync("lee@example.com");
        who = World.Dana with { HeldBy = "tom@example.com" };
        await server.EndAsync(task);
        _world.Log.Entries.Single(entry => entry.Type == "intent").Actor.ShouldBe("tom@example.com");
        heard.Of("governed_mcp.calls").Select(call => $"{call.Tags["gen_ai.tool.name"]} {call.Tags["governed_mcp.decision"]}").ShouldBe(["portal_submit_form held", "portal_submit_form allowed"]);
    }

    [Fact]
    public async Task However_many_ask_at_the_same_time_it_runs_once()
    {
        // A held call without a plan: nothing but the task and the approval keep it from running twice.
        _world.Change(null, World.Ask("ours", ActKind.Login, "owner"));
        await using var server = new InProcessServer(_world);
        var held = await server.SubmitAsync(TaskClient.Tasks, tool: "portal_login", arguments: """{"portal":"acme"}""");
        var task = (string)held["taskId"]!;
        await VoteAsync("lee@example.com");
        _world.Login.Waiting = (new TaskCompletionSource(), TimeSpan.FromMilliseconds(300));
        for (var id = 1; id <= 20; id++) await server.SendAsync(TaskClient.Line("tasks/get", task, id: id));
        for (var id = 1; id <= 20; id++) (await server.ReceiveAsync()).ContainsKey("result").ShouldBeTrue();
        (await server.EndAsync(task)).Result().Outcome.ShouldBe("completed");
        _world.Login.Runs.ShouldBe(1);
        _world.Log.Entries.Count(entry => entry.Type == "intent").ShouldBe(1);
        _world.Log.Entries.Count(entry => entry.Type == "declined").ShouldBe(1, "nobody else is turned away for it");
    }

    [Fact]
    public async Task A_client_that_goes_away_loses_nothing()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        await VoteAsync("lee@example.com");
        var began = new TaskCompletionSource();
        _world.Submit.Waiting = (began, TimeSpan.FromMilliseconds(500));
        await server.SendAsync(TaskClient.Line("tasks/get", task, id: 7));
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await server.SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}""");
        (await server.EndAsync(task)).Result().Code.ShouldNotBe("call.cancelled");
        _world.Submit.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_the_result()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        await VoteAsync("lee@example.com", approves: false);
        var end = await server.EndAsync(task);
        end.Result().ShouldBe(("refused", "approval.refused"));
        ((bool?)end["result"]!["isError"]).ShouldBe(true);
        end.ToJsonString().ShouldContain("checked");
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task Silence_is_a_refusal_and_asks_nobody_anew()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        _world.Clock.Now += TimeSpan.FromMinutes(31);
        var end = await server.EndAsync(task);
        end.Result().ShouldBe(("refused", "approval.expired"));
        ((bool?)end["result"]!["isError"]).ShouldBe(true);
        _world.Log.Approvals.Count.ShouldBe(1);
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe(["approval.requested", "declined", "declined"]);
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_called_again_meanwhile_is_not_run_by_the_task_too()
    {
        _world.Change(null, World.Ask("ours", ActKind.Login, "owner"));
        await using var server = new InProcessServer(_world);
        var held = await server.SubmitAsync(TaskClient.Tasks, tool: "portal_login", arguments: """{"portal":"acme"}""");
        await VoteAsync("lee@example.com");
        (await server.SubmitAsync(TaskClient.Tasks, tool: "portal_login", arguments: """{"portal":"acme"}""")).Ending().Outcome.ShouldBe("completed");
        (await server.EndAsync((string)held["taskId"]!)).Result().ShouldBe(("refused", "approval.used"));
        _world.Login.Runs.ShouldBe(1);
        _world.Log.Approvals.Count.ShouldBe(1, "nobody is asked anew");
    }

    [Fact]
    public async Task Who_gives_it_up_gets_nothing_done_and_people_still_see_what_was_asked()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        (await server.TaskAsync("tasks/cancel", task))["result"]!.ToJsonString().ShouldContain("\"resultType\":\"complete\"");
        ((string?)(await server.GetAsync(task))["status"]).ShouldBe("cancelled");
        (await VoteAsync("lee@example.com")).ShouldBeNull("the approval stays");
        ((string?)(await server.GetAsync(task))["status"]).ShouldBe("cancelled");
        (await server.TaskAsync("tasks/cancel", task)).ContainsKey("result").ShouldBeTrue("once more is no error");
        _world.Submit.Runs.ShouldBe(0);
        await server.SubmitAsync(TaskClient.Tasks);
        _world.Submit.Runs.ShouldBe(1, "making the call again finds the approval");
    }

    [Fact]
    public async Task Giving_up_what_runs_tells_it_so_and_the_result_says_how_it_ended()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        await VoteAsync("lee@example.com");
        var began = new TaskCompletionSource();
        _world.Submit.Waiting = (began, Timeout.InfiniteTimeSpan);
        ((string?)(await server.GetAsync(task))["status"]).ShouldBe("working");
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await server.TaskAsync("tasks/cancel", task);
        (await server.EndAsync(task)).Result().Code.ShouldBe("call.cancelled");
        _world.Log.Entries.Last().Type.ShouldBe("outcome");
    }

    [Fact]
    public async Task A_workflow_that_was_suspended_meanwhile_is_refused_by_the_road()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        await VoteAsync("lee@example.com");
        _world.Standings.Standing = _world.Standings.Standing with { Suspended = new Suspension("pat@example.com", _world.Clock.Now, "odd calls") };
        (await server.EndAsync(task)).Result().ShouldBe(("refused", "registry.suspended"));
        _world.Submit.Runs.ShouldBe(0);
        _world.Log.Approvals.Values.ShouldHaveSingleItem().UsedBySeq.ShouldBeNull();
    }

    [Fact]
    public async Task Rules_that_changed_meanwhile_hold_the_call_anew()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        await VoteAsync("lee@example.com");
        _world.Change(null, World.Ask("ours", ActKind.Submit, "leads"));
        (await server.EndAsync(task)).Result().ShouldBe(("held", "approval.pending"));
        _world.Submit.Runs.ShouldBe(0);
        _world.Log.Approvals.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_clients_own_user_is_asked_first_and_the_task_waits_for_the_others()
    {
        _world.Change(null, World.Ask("mine", ActKind.Submit, "user"), World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var asked = await server.SubmitAsync(TaskClient.TasksAndForms);
        asked.Question();
        asked.ContainsKey("taskId").ShouldBeFalse();
        var held = await server.SubmitAsync(TaskClient.TasksAndForms, asked.State(), AskedClient.Accept("approve"));
        ((string?)held["resultType"]).ShouldBe("task", held.ToJsonString());
        held.ContainsKey("requestState").ShouldBeFalse();
        ((string?)held["statusMessage"]).ShouldNotBeNull().ShouldStartWith("held: `owner` (0 of 1) must approve until");
        await VoteAsync("lee@example.com");
        await server.EndAsync((string)held["taskId"]!);
        _world.Submit.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_opens_pages_is_pointed_to_it_before_the_task()
    {
        _world.ChangeRails("https://agents.example.com", selfAllowed: false, World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var asked = await server.SubmitAsync(TaskClient.TasksAndPages);
        ((string?)asked.Question()["mode"]).ShouldBe("url");
        var held = await server.SubmitAsync(TaskClient.TasksAndPages, asked.State(), """{"action":"accept"}""");
        ((string?)held["resultType"]).ShouldBe("task", held.ToJsonString());
    }

    [Theory]
    [InlineData(TaskClient.Tasks, null)]
    [InlineData(TaskClient.TasksAndForms, """{"action":"cancel"}""")]
    public async Task What_the_clients_own_user_has_not_answered_is_no_task(string capabilities, string? answer)
    {
        _world.Change(null, World.Ask("mine", ActKind.Submit, "user"), World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var result = await server.SubmitAsync(capabilities);
        if (answer is not null) result = await server.SubmitAsync(capabilities, result.State(), answer);
        result.Ending().ShouldBe(("held", "approval.pending"));
        ((string?)result["resultType"]).ShouldNotBe("task");
    }

    private Task<VoteObjection?> VoteAsync(string person, bool approves = true) =>
        new ApprovalAnswers(_world.Log, _world.Log, _world.Redactor, _world.Clock).AnswerAsync(_world.Log.Approvals.Keys.First(), person, "gmp_1", approves, "checked", default);
}
