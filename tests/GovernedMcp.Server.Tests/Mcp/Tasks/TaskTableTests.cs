using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.Tasks;
using GovernedMcp.Server.Tests.Mcp.Asking;
using GovernedMcp.Server.Tests.Mcp.Identity;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.Mcp.Tasks;

/// <summary>The bounds and the end of what is kept, and what a token needs to ask for it.</summary>
public sealed class TaskTableTests
{
    private readonly World _world = new();

    [Fact]
    public async Task Who_has_too_many_tasks_gets_the_held_reply_and_others_still_get_theirs()
    {
        _world.Change(null, World.Ask("every-submit", ActKind.Submit, "owner"), World.Ask("every-login", ActKind.Login, "owner"));
        var who = World.Dana;
        await using var server = new InProcessServer(_world, whoAsks: _ => new Identification.Known(who));
        var first = await server.HoldAsync();
        for (var count = 1; count < TaskTable.MostPerPrincipal; count++) await server.HoldAsync();
        (await server.SubmitAsync(TaskClient.Tasks)).Ending().ShouldBe(("held", "approval.pending"));
        who = World.Dana with { KeyId = "k2" };
        ((string?)(await server.SubmitAsync(TaskClient.Tasks, tool: "portal_login", arguments: """{"portal":"acme"}"""))["resultType"]).ShouldBe("task");
        who = World.Dana;
        _world.Clock.Now += TimeSpan.FromMinutes(41);
        ((int?)(await server.TaskAsync("tasks/get", first))["error"]?["code"]).ShouldBe(-32602);
        await server.HoldAsync();
    }

    [Fact]
    public void All_of_them_together_are_bounded_too()
    {
        using var table = new TaskTable(_world.Clock);
        for (var count = 0; count < TaskTable.Most; count++) table.TryAdd(Quiet(World.Dana with { KeyId = $"k{count}" })).ShouldBeTrue();
        table.TryAdd(Quiet(World.Dana with { KeyId = "last" })).ShouldBeFalse();
        _world.Clock.Now += TimeSpan.FromMinutes(2);
        table.TryAdd(Quiet(World.Dana with { KeyId = "last" })).ShouldBeTrue();
    }

    [Fact]
    public async Task The_end_of_the_server_tells_what_runs_waits_for_it_and_takes_no_more()
    {
        using var table = new TaskTable(_world.Clock);
        var ended = false;
        var running = new StubTask(World.Dana, _world.Clock, async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(100, CancellationToken.None);
            ended = true;
            return new CallToolResult();
        });
        table.TryAdd(running).ShouldBeTrue();
        await table.StopAsync(CancellationToken.None);
        ended.ShouldBeTrue();
        table.TryAdd(Quiet(World.Dana)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_runs_is_kept_beyond_its_time()
    {
        using var table = new TaskTable(_world.Clock);
        var result = new TaskCompletionSource<CallToolResult>();
        var running = new StubTask(World.Dana, _world.Clock, _ => result.Task);
        table.TryAdd(running).ShouldBeTrue();
        _world.Clock.Now += TimeSpan.FromMinutes(30);
        table.Find(running.Id, World.Dana).ShouldBe(running);
        result.SetResult(new CallToolResult());
        await running.Quiet;
        table.Find(running.Id, World.Dana).ShouldBe(running);
        _world.Clock.Now += TimeSpan.FromMinutes(6);
        table.Find(running.Id, World.Dana).ShouldBeNull();
    }

    [Fact]
    public async Task What_nobody_foresaw_ends_the_task_with_a_reference()
    {
        using var task = new StubTask(World.Dana, _world.Clock, _ => throw new InvalidOperationException("secret"));
        await task.Quiet;
        var message = TaskMessages.Detailed(task).ToJsonString();
        message.ShouldContain("internal.fault");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_server_that_was_restarted_knows_no_task_and_the_call_made_again_finds_its_approval()
    {
        string task;
        await using (var before = new InProcessServer(_world)) task = await before.HoldAsync();
        await new ApprovalAnswers(_world.Log, _world.Log, _world.Redactor, _world.Clock).AnswerAsync(_world.Log.Approvals.Keys.Single(), "lee@example.com", "gmp_1", approves: true, "checked", default);
        await using var after = new InProcessServer(_world);
        var unknown = await after.TaskAsync("tasks/get", task);
        ((string?)unknown["error"]?["message"]).ShouldNotBeNull().ShouldEndWith("make the call again unchanged");
        await after.SubmitAsync(TaskClient.Tasks);
        _world.Submit.Runs.ShouldBe(1);
    }

    [Theory]
    [InlineData("portal_submit_form", "portals:read", false)]
    [InlineData("portal_submit_form", "portals:read portals:write", true)]
    [InlineData("portal_login", "portals:read", true)]
    public async Task A_token_that_asks_for_a_task_needs_what_its_call_needs(string tool, string scopes, bool enough)
    {
        await using var identity = await IdentityWorld.StartAsync();
        var proven = await identity.ProvenAsync(identity.Token((_, claims) => claims["scope"] = scopes));
        using var table = new TaskTable(identity.World.Clock);
        var task = new StubTask(proven.Caller, identity.World.Clock, null, tool);
        table.TryAdd(task);
        var proof = new RequestProof(identity.Door, new Challenges(identity.World.Policies), table);
        var request = new JsonRpcRequest { Id = new RequestId(1), Method = "tasks/get", Params = new System.Text.Json.Nodes.JsonObject { ["taskId"] = task.Id } };
        if (enough) proof.CheckScopes(proven, request, "1");
        else Should.Throw<RequestRefused>(() => proof.CheckScopes(proven, request, "1")).Headers!["WWW-Authenticate"].ShouldContain("scope=\"portals:read portals:write\"");
    }

    private StubTask Quiet(Caller caller) => new(caller, _world.Clock, null);

    private sealed class StubTask : CallTask
    {
        public StubTask(Caller caller, TimeProvider clock, Func<CancellationToken, Task<CallToolResult>>? work, string tool = "portal_login")
            : base(tool, caller, TimeSpan.FromMinutes(1), Idle, new FaultSink((_, _) => { }), clock)
        {
            if (work is not null) Begin(Idle, work);
        }

        private static TaskState Idle => new TaskState.Working("idle", TimeSpan.FromSeconds(1));
    }
}
