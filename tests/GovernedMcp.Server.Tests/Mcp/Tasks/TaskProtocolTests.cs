using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Tests.Mcp.Asking;

namespace GovernedMcp.Server.Tests.Mcp.Tasks;

/// <summary>Who sees tasks, and whose.</summary>
public sealed class TaskProtocolTests
{
    private const string Extension = "io.modelcontextprotocol/tasks";
    private readonly World _world = new();

    [Fact]
    public async Task The_newest_revision_is_told_of_the_extension_and_the_older_ones_are_not()
    {
        await using var modern = new InProcessServer(_world);
        var discovered = await modern.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""");
        discovered["result"]!["capabilities"]!["extensions"]!.AsObject().ContainsKey(Extension).ShouldBeTrue();
        discovered["result"]!["capabilities"]!["extensions"]!.AsObject().ContainsKey("io.modelcontextprotocol/skills").ShouldBeTrue();
        await using var legacy = new InProcessServer(_world);
        var initialized = await legacy.AskAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}""");
        initialized.ToJsonString().ShouldNotContain(Extension);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"extensions":{"io.modelcontextprotocol/ui":{}}}""")]
    public async Task Who_does_not_declare_it_with_this_request_gets_the_held_reply_and_no_task(string capabilities)
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        (await server.SubmitAsync(capabilities)).Ending().ShouldBe(("held", "approval.pending"));
        foreach (var method in (string[])["tasks/get", "tasks/update", "tasks/cancel"])
        {
            var reply = await server.TaskAsync(method, task, capabilities, "\"inputResponses\":{},");
            ((int?)reply["error"]?["code"]).ShouldBe(-32021, reply.ToJsonString());
            reply["error"]!["data"]!["requiredCapabilities"]!["extensions"]!.AsObject().ContainsKey(Extension).ShouldBeTrue();
        }

        ((string?)(await server.GetAsync(task))["status"]).ShouldBe("working");
    }

    [Fact]
    public async Task An_older_revision_has_neither_tasks_nor_their_methods()
    {
        await using var server = await new InProcessServer(_world).InitializedAsync("""{"extensions":{"io.modelcontextprotocol/tasks":{}}}""");
        var held = await server.AskAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_submit_form","arguments":{{{AskedClient.Arguments}}}}}""");
        held["result"]!.AsObject().Ending().ShouldBe(("held", "approval.pending"));
        foreach (var method in (string[])["tasks/get", "tasks/update", "tasks/cancel", "tasks/list", "tasks/result"])
            ((int?)(await server.AskAsync($$$"""{"jsonrpc":"2.0","id":2,"method":"{{{method}}}","params":{"taskId":"task_1"}}"""))["error"]?["code"]).ShouldBe(-32601, method);
    }

    [Theory]
    [InlineData("desk", "k2")]
    [InlineData("other", "k1")]
    [InlineData(null, null)]
    public async Task Somebody_elses_task_and_one_that_never_was_look_the_same(string? workflow, string? key)
    {
        Identification who = new Identification.Known(World.Dana);
        await using var server = new InProcessServer(_world, whoAsks: _ => who);
        var task = await server.HoldAsync();
        who = workflow is null ? new Identification.Unknown(Rules.Identity.UnknownKey, "revoked") : new Identification.Known(World.Dana with { Workflow = workflow, KeyId = key! });
        var never = Ids.New("task");
        foreach (var method in (string[])["tasks/get", "tasks/update", "tasks/cancel"])
        {
            var foreign = await server.TaskAsync(method, task, more: "\"inputResponses\":{},");
            ((int?)foreign["error"]?["code"]).ShouldBe(-32602, foreign.ToJsonString());
            foreign.ToJsonString().Replace(task, never, StringComparison.Ordinal).ShouldBe((await server.TaskAsync(method, never, more: "\"inputResponses\":{},")).ToJsonString());
        }

        who = new Identification.Known(World.Dana);
        ((string?)(await server.GetAsync(task))["status"]).ShouldBe("working", "nothing became of it");
    }

    [Theory]
    [InlineData("tasks/get", """{"taskId":7}""")]
    [InlineData("tasks/get", "{}")]
    [InlineData("tasks/cancel", """{"taskId":null}""")]
    [InlineData("tasks/update", """{"taskId":"TASK"}""")]
    [InlineData("tasks/update", """{"taskId":"TASK","inputResponses":[]}""")]
    public async Task Parameters_of_the_wrong_shape_are_named(string method, string parameters)
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        var all = JsonNode.Parse(parameters.Replace("TASK", task, StringComparison.Ordinal))!.AsObject();
        all["_meta"] = new JsonObject { ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28", ["io.modelcontextprotocol/clientCapabilities"] = JsonNode.Parse(TaskClient.Tasks) };
        var reply = await server.AskAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = all }.ToJsonString());
        ((int?)reply["error"]?["code"]).ShouldBe(-32602, reply.ToJsonString());
        ((string?)reply["error"]!["message"]).ShouldNotBeNull().ShouldContain("must be");
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_changes_nothing()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        var reply = await server.TaskAsync("tasks/update", task, more: """ "inputResponses":{"approval":{"action":"accept","content":{"decision":"approve","reason":"me"}}}, """);
        ((string?)reply["result"]!["resultType"]).ShouldBe("complete");
        ((string?)(await server.GetAsync(task))["status"]).ShouldBe("working");
        _world.Log.Approvals.Values.ShouldHaveSingleItem().Votes.ShouldBeEmpty();
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_task_is_kept_as_long_as_was_said_and_not_for_ever()
    {
        await using var server = new InProcessServer(_world);
        var task = await server.HoldAsync();
        _world.Clock.Now += TimeSpan.FromMinutes(39);
        (await server.EndAsync(task)).Result().Code.ShouldBe("approval.expired");
        _world.Clock.Now += TimeSpan.FromMinutes(4);
        (await server.GetAsync(task)).Result().Code.ShouldBe("approval.expired", "a late result is kept a little longer");
        _world.Clock.Now += TimeSpan.FromMinutes(2);
        ((int?)(await server.TaskAsync("tasks/get", task))["error"]?["code"]).ShouldBe(-32602);
    }
}
