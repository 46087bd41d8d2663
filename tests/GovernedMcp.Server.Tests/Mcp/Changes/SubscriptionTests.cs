using System.Reflection;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Tests.Mcp.Skills;

namespace GovernedMcp.Server.Tests.Mcp.Changes;

/// <summary>What clients are told when the policy changes.</summary>
public sealed class SubscriptionTests
{
    private const string All = """{"notifications":{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true}}""";
    private const string Files = """{"notifications":{"resourceSubscriptions":["skill://acme/SKILL.md","skill://acme/references/a.md","skill://bravo/SKILL.md","skill://no/SKILL.md"]}}""";

    [Fact]
    public async Task A_session_is_told_that_every_list_changed()
    {
        var world = SkillWorld.Make();
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: false);
        await talk.AskAsync("ping");
        SkillWorld.Serve(world, "Be brief.");
        string[] told = [await MethodAsync(server), await MethodAsync(server), await MethodAsync(server)];
        told.ShouldBe(["notifications/tools/list_changed", "notifications/resources/list_changed", "notifications/prompts/list_changed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_subscription_is_acknowledged_first_and_every_message_bears_its_id()
    {
        var world = SkillWorld.Make();
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var id = await talk.SendAsync("subscriptions/listen", All);
        var first = await server.ReceiveAsync();
        ((string?)first["method"]).ShouldBe("notifications/subscriptions/acknowledged");
        first["params"]!["notifications"]!.ToJsonString().ShouldBe("""{"toolsListChanged":true,"promptsListChanged":true,"resourcesListChanged":true}""");
        IdOf(first).ShouldBe(id);
        SkillWorld.Serve(world, "Be brief.");
        var told = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            var message = await server.ReceiveAsync();
            IdOf(message).ShouldBe(id);
            told.Add((string)message["method"]!);
        }

        told.ShouldBe(["notifications/tools/list_changed", "notifications/prompts/list_changed", "notifications/resources/list_changed"]);
        (await talk.AskAsync("server/discover")).ContainsKey("result").ShouldBeTrue("nothing else is told");
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_told()
    {
        var world = SkillWorld.Make();
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        await talk.SendAsync("subscriptions/listen", """{"notifications":{"promptsListChanged":true,"toolsListChanged":false}}""");
        (await server.ReceiveAsync())["params"]!["notifications"]!.ToJsonString().ShouldBe("""{"promptsListChanged":true}""");
        SkillWorld.Serve(world, "Be brief.");
        (await MethodAsync(server)).ShouldBe("notifications/prompts/list_changed");
        (await talk.AskAsync("server/discover")).ContainsKey("result").ShouldBeTrue("nothing else is told");
    }

    [Fact]
    public async Task A_changed_file_is_told_and_one_that_is_the_same_or_anothers_is_not()
    {
        var world = SkillWorld.Make();
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        await talk.SendAsync("subscriptions/listen", Files);
        (await server.ReceiveAsync())["params"]!["notifications"]!["resourceSubscriptions"]!.ToJsonString().ShouldBe("""["skill://acme/SKILL.md","skill://acme/references/a.md"]""");
        SkillWorld.Serve(world, "Be brief.");
        var told = await server.ReceiveAsync();
        ((string?)told["method"]).ShouldBe("notifications/resources/updated");
        ((string?)told["params"]!["uri"]).ShouldBe("skill://acme/SKILL.md");
        (await talk.AskAsync("server/discover")).ContainsKey("result").ShouldBeTrue("nothing else is told");
    }

    [Fact]
    public async Task A_cancelled_subscription_is_told_nothing_more_and_another_goes_on()
    {
        var world = SkillWorld.Make();
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var gone = await talk.SendAsync("subscriptions/listen", All);
        await server.ReceiveAsync();
        var kept = await talk.SendAsync("subscriptions/listen", """{"notifications":{"toolsListChanged":true}}""");
        await server.ReceiveAsync();
        await server.SendAsync($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{gone}}},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{} } } }""");
        await talk.AskAsync("server/discover");
        await Task.Delay(50);
        SkillWorld.Serve(world, "Be brief.");
        IdOf(await server.ReceiveAsync()).ShouldBe(kept);
        (await talk.AskAsync("server/discover")).ContainsKey("result").ShouldBeTrue("nothing else is told");
    }

    [Fact]
    public async Task The_end_of_the_input_ends_a_subscription_with_its_result_at_once()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var id = await talk.SendAsync("subscriptions/listen", All);
        await server.ReceiveAsync();
        await server.CloseInputAsync();
        var last = await server.ReceiveAsync();
        ((long?)last["id"]).ShouldBe(id);
        ((long?)last["result"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]).ShouldBe(id);
        await server.Running.WaitAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_subscription_that_ended_leaves_nothing_behind()
    {
        var world = SkillWorld.Make();
        var before = Listeners(world);
        var server = new InProcessServer(world, SkillWorld.Desk);
        var served = Listeners(world);
        await (await Talk.BeginAsync(server, modern: true)).SendAsync("subscriptions/listen", All);
        await server.ReceiveAsync();
        Listeners(world).ShouldBe(served + 1);
        await server.DisposeAsync();
        Listeners(world).ShouldBe(before);
    }

    [Fact]
    public async Task A_stop_ends_a_subscription_at_once()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        await (await Talk.BeginAsync(server, modern: true)).SendAsync("subscriptions/listen", All);
        await server.ReceiveAsync();
        await server.StopAsync();
        await server.Running.WaitAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_key_that_is_revoked_meanwhile_hears_no_more()
    {
        var world = SkillWorld.Make();
        var who = SkillWorld.Desk;
        await using var server = new InProcessServer(world, whoAsks: _ => who);
        var talk = await Talk.BeginAsync(server, modern: true);
        var id = await talk.SendAsync("subscriptions/listen", All);
        await server.ReceiveAsync();
        who = new Identification.Unknown(Rules.Identity.UnknownKey, "revoked");
        SkillWorld.Serve(world, "Be brief.");
        ((long?)(await server.ReceiveAsync())["id"]).ShouldBe(id);
    }

    [Fact]
    public async Task Nobody_known_is_told_nothing()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), new Identification.Unknown(Rules.Identity.NoKey, "no key"));
        var talk = await Talk.BeginAsync(server, modern: true);
        var id = await talk.SendAsync("subscriptions/listen", All);
        (await server.ReceiveAsync())["params"]!["notifications"]!.ToJsonString().ShouldBe("{}");
        ((long?)(await server.ReceiveAsync())["id"]).ShouldBe(id);
    }

    private static async Task<string> MethodAsync(InProcessServer server) => (string)(await server.ReceiveAsync())["method"]!;

    private static int Listeners(World world) =>
        ((Delegate?)typeof(PolicySource).GetField(nameof(PolicySource.Changed), BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(world.Policies))?.GetInvocationList().Length ?? 0;

    private static long IdOf(JsonObject message) => (long)message["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!;
}
