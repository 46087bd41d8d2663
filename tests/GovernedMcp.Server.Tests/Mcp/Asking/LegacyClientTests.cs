using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Mcp.Asking;

/// <summary>Approvals inside a client of 2025-11-25: the server asks over the session while the call waits.</summary>
public sealed class LegacyClientTests
{
    private const string Submit = """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"portal_submit_form","arguments":{"session":"SESSION","plan":"p_1"}}}""";
    private readonly World _world = new();

    public LegacyClientTests() => _world.Change(null, World.Ask("mine", ActKind.Submit, "user"));

    [Fact]
    public async Task The_form_is_asked_over_the_session_and_the_call_goes_on_with_the_answer()
    {
        await using var server = await new InProcessServer(_world).InitializedAsync(AskedClient.Forms);
        var question = await server.AskAsync(Submit);
        ((string?)question["method"]).ShouldBe("elicitation/create");
        ((string)question["params"]!["message"]!).ShouldContain("Acme");
        question["params"]!["requestedSchema"]!["properties"]!["decision"].ShouldNotBeNull();
        (await AnswerAsync(server, question, AskedClient.Accept("approve"))).Outcome.ShouldNotBe("held");
        _world.Submit.Runs.ShouldBe(1);
        _world.Log.Approvals.Values.ShouldHaveSingleItem().Votes.ShouldHaveSingleItem().KeyId.ShouldBe("client:k1");
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe(["approval.requested", "declined", "approval.vote", "intent", "outcome"], "as many records as for an answer from elsewhere");
    }

    [Theory]
    [InlineData("""{"action":"decline"}""", "refused", "approval.refused")]
    [InlineData("""{"action":"cancel"}""", "held", "approval.pending")]
    [InlineData("""{"action":"accept","content":{"decision":"refuse","reason":"no"}}""", "refused", "approval.refused")]
    public async Task No_and_not_now_end_the_call(string answer, string outcome, string code)
    {
        await using var server = await new InProcessServer(_world).InitializedAsync(AskedClient.Forms);
        (await AnswerAsync(server, await server.AskAsync(Submit), answer)).ShouldBe((outcome, code));
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_client_without_elicitation_gets_the_held_reply()
    {
        await using var server = await new InProcessServer(_world).InitializedAsync();
        ((string?)(await server.AskAsync(Submit))["result"]!["structuredContent"]!["outcome"]).ShouldBe("held");
    }

    [Fact]
    public async Task A_page_is_asked_with_the_id_that_this_revision_wants_and_asked_once()
    {
        _world.ChangeRails("https://agents.example.com", selfAllowed: false, World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = await new InProcessServer(_world).InitializedAsync(AskedClient.Both);
        var question = await server.AskAsync(Submit);
        var id = _world.Log.Approvals.Keys.ShouldHaveSingleItem();
        ((string?)question["params"]!["mode"]).ShouldBe("url");
        ((string?)question["params"]!["url"]).ShouldBe($"https://agents.example.com/approvals/{id}");
        ((string?)question["params"]!["elicitationId"]).ShouldBe(id);
        (await AnswerAsync(server, question, """{"action":"accept"}""")).ShouldBe(("held", "approval.pending"));
    }

    [Fact]
    public async Task A_person_who_takes_long_does_not_cost_the_client_its_call()
    {
        await using var server = await new InProcessServer(_world, patience: TimeSpan.FromMilliseconds(200)).InitializedAsync(AskedClient.Forms);
        var question = await server.AskAsync(Submit);
        var cancelled = await server.ReceiveAsync();
        ((string?)cancelled["method"]).ShouldBe("notifications/cancelled", "no form stays open");
        ((string?)cancelled["params"]!["requestId"]).ShouldBe((string?)question["id"]);
        (await server.ReceiveAsync())["result"]!.AsObject().Ending().ShouldBe(("held", "approval.pending"));
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe(["approval.requested", "declined"]);
        ((string?)(await server.AskAsync(Submit))["method"]).ShouldBe("elicitation/create", "the next call asks again");
    }

    [Fact]
    public async Task A_client_that_cannot_ask_after_all_gets_the_held_reply()
    {
        await using var server = await new InProcessServer(_world).InitializedAsync(AskedClient.Forms);
        var question = await server.AskAsync(Submit);
        var reply = await server.AskAsync($$$"""{"jsonrpc":"2.0","id":{{{question["id"]!.ToJsonString()}}},"error":{"code":-32603,"message":"no window"}}""");
        reply["result"]!.AsObject().Ending().ShouldBe(("held", "approval.pending"));
    }

    private static async Task<(string? Outcome, string? Code)> AnswerAsync(InProcessServer server, JsonObject question, string answer)
    {
        var reply = await server.AskAsync($$"""{"jsonrpc":"2.0","id":{{question["id"]!.ToJsonString()}},"result":{{answer}}}""");
        return reply["result"]!.AsObject().Ending();
    }
}
