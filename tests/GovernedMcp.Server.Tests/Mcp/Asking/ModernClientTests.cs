using GovernedMcp.Governance.Approvals;

namespace GovernedMcp.Server.Tests.Mcp.Asking;

/// <summary>Approvals inside a client of 2026-07-28: the call is answered with a question and comes again with the answer.</summary>
public sealed class ModernClientTests
{
    private readonly World _world = new();

    public ModernClientTests() => _world.Change(null, World.Ask("mine", ActKind.Submit, "user"));

    [Fact]
    public async Task The_form_shows_what_the_server_knows_and_asks_for_a_decision_and_a_reason()
    {
        await using var server = new InProcessServer(_world);
        var question = (await server.SubmitAsync()).Question();
        ((string?)question["mode"]).ShouldBe("form");
        var message = (string)question["message"]!;
        message.ShouldContain("Acme (https://acme.example/)");
        message.ShouldContain("- Amount: (empty) -> \"120.50\"");
        message.ShouldContain("- iban: \"…2051\"");
        message.ShouldContain("Gate mine asks you");
        var schema = question["requestedSchema"]!;
        schema["properties"]!["decision"]!["enum"]!.AsArray().Select(word => (string?)word).ShouldBe(["approve", "refuse"]);
        ((int?)schema["properties"]!["reason"]!["maxLength"]).ShouldBe(500);
        schema["required"]!.AsArray().Select(word => (string?)word).ShouldBe(["decision", "reason"]);
    }

    [Fact]
    public async Task A_click_lets_the_same_call_through_once_and_the_record_says_that_it_was_a_click()
    {
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        (await server.SubmitAsync(state: state, response: AskedClient.Accept("approve"))).Ending().Outcome.ShouldNotBe("held");
        _world.Submit.Runs.ShouldBe(1);
        var vote = _world.Log.Approvals.Values.ShouldHaveSingleItem().Votes.ShouldHaveSingleItem();
        (vote.Person, vote.KeyId, vote.Approves, vote.Reason, vote.InClient).ShouldBe(("dana@example.com", "client:k1", true, "it is mine", true));
        _world.Log.Entries.Select(entry => entry.Type).ShouldBe(["approval.requested", "declined", "approval.vote", "intent", "outcome"], "as many records as for an answer from elsewhere");
        _world.Log.Entries[2].Facts!.Json.ShouldContain("in the client");
    }

    [Theory]
    [InlineData("""{"action":"accept","content":{"decision":"refuse","reason":"wrong amount"}}""", "wrong amount")]
    [InlineData("""{"action":"decline"}""", "declined in the client")]
    public async Task No_is_a_refusal_on_record(string answer, string reason)
    {
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        var result = await server.SubmitAsync(state: state, response: answer);
        result.Ending().ShouldBe(("refused", "approval.refused"));
        result.ToJsonString().ShouldContain(reason);
        (await server.SubmitAsync()).Ending().ShouldBe(("refused", "approval.refused"), "the call stays refused");
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_form_that_is_put_away_leaves_the_call_held()
    {
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        (await server.SubmitAsync(state: state, response: """{"action":"cancel"}""")).Ending().ShouldBe(("held", "approval.pending"));
        _world.Log.Approvals.Values.ShouldHaveSingleItem().Votes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"action":"accept"}""")]
    [InlineData("""{"action":"accept","content":{"decision":"yes","reason":"x"}}""")]
    [InlineData("""{"action":"accept","content":{"decision":true,"reason":"x"}}""")]
    [InlineData("""{"action":"accept","content":{"decision":"approve"}}""")]
    [InlineData("""{"action":"accept","content":{"decision":"approve","reason":"two\nlines"}}""")]
    [InlineData("""{"action":"sure"}""")]
    public async Task What_answers_nothing_is_asked_again_and_not_for_ever(string? answer)
    {
        await using var server = new InProcessServer(_world);
        var result = await server.SubmitAsync();
        for (var form = 1; form < 3; form++)
        {
            result.Question();
            result = await server.SubmitAsync(state: result.State(), response: answer);
        }

        result.Question();
        (await server.SubmitAsync(state: result.State(), response: answer)).Ending().ShouldBe(("held", "approval.pending"));
        _world.Log.Approvals.Values.ShouldHaveSingleItem().Votes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_without_its_state_is_no_answer()
    {
        await using var server = new InProcessServer(_world);
        (await server.SubmitAsync()).Question();
        (await server.SubmitAsync(response: AskedClient.Accept("approve"))).Question();
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_click_answers_for_one_person_and_never_for_a_group_that_the_person_is_in()
    {
        _world.Change(null, World.Ask("mine", ActKind.Submit, "user"), World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        (await server.SubmitAsync(state: state, response: AskedClient.Accept("approve"))).Ending().ShouldBe(("held", "approval.pending"));
        var approval = _world.Log.Approvals.Values.ShouldHaveSingleItem();
        approval.Asks.Select(ask => (ask.Group, approval.Given(ask))).ShouldBe([("user", 1), ("owner", 0)]);
        (await VoteAsync("lee@example.com")).ShouldBeNull();
        (await server.SubmitAsync()).Ending().Outcome.ShouldNotBe("held");
        _world.Submit.Runs.ShouldBe(1);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("leads")]
    public async Task Nobody_is_asked_in_the_client_for_a_group(string group)
    {
        _world.Change(null, World.Ask("ours", ActKind.Submit, group));
        await using var server = new InProcessServer(_world);
        (await server.SubmitAsync(AskedClient.Both)).Ending().ShouldBe(("held", "approval.pending"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sampling":{}}""")]
    [InlineData(AskedClient.Pages)]
    public async Task A_client_that_shows_no_form_gets_the_held_reply(string capabilities)
    {
        await using var server = new InProcessServer(_world);
        (await server.SubmitAsync(capabilities)).Ending().ShouldBe(("held", "approval.pending"));
    }

    [Fact]
    public async Task What_the_client_could_before_says_nothing_about_this_request()
    {
        await using var server = new InProcessServer(_world);
        (await server.SubmitAsync()).Question();
        (await server.SubmitAsync("{}")).Ending().ShouldBe(("held", "approval.pending"));
    }

    [Fact]
    public async Task Who_could_say_more_with_a_key_is_not_asked_in_the_client()
    {
        _world.ChangeRails(null, selfAllowed: true, World.Ask("mine", ActKind.Submit, "user"), World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        (await server.SubmitAsync()).Ending().ShouldBe(("held", "approval.pending"));
        (await VoteAsync("dana@example.com")).ShouldBeNull();
        (await server.SubmitAsync()).Ending().Outcome.ShouldNotBe("held");
    }

    [Fact]
    public async Task Others_are_pointed_to_the_page_once_and_the_store_says_what_was_answered_there()
    {
        _world.ChangeRails("https://agents.example.com/console", selfAllowed: false, World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var asked = await server.SubmitAsync(AskedClient.Both);
        var approval = _world.Log.Approvals.Values.ShouldHaveSingleItem();
        ((string?)asked.Question()["mode"]).ShouldBe("url");
        ((string?)asked.Question()["url"]).ShouldBe($"https://agents.example.com/console/approvals/{approval.Id}");
        asked.Question()["elicitationId"].ShouldBeNull("this revision does not know it");
        asked.ToJsonString().ShouldNotContain("@example.com");

        var still = await server.SubmitAsync(AskedClient.Both, asked.State(), """{"action":"accept"}""");
        still.Ending().ShouldBe(("held", "approval.pending"));
        ((string?)still["structuredContent"]!["approval"]!["link"]).ShouldEndWith(approval.Id);
        (await VoteAsync("lee@example.com")).ShouldBeNull();
        (await server.SubmitAsync(AskedClient.Both, asked.State(), """{"action":"accept"}""")).Ending().Outcome.ShouldNotBe("held");
        _world.Submit.Runs.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_comes_before_the_page()
    {
        _world.ChangeRails("https://agents.example.com", selfAllowed: false, World.Ask("mine", ActKind.Submit, "user"), World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var first = await server.SubmitAsync(AskedClient.Both);
        ((string?)first.Question()["mode"]).ShouldBe("form");
        var second = await server.SubmitAsync(AskedClient.Both, first.State(), AskedClient.Accept("approve"));
        ((string?)second.Question()["mode"]).ShouldBe("url");
        (await server.SubmitAsync(AskedClient.Both, second.State(), """{"action":"decline"}""")).Ending().ShouldBe(("held", "approval.pending"), "not opening a page refuses nothing");
    }

    [Fact]
    public async Task A_value_cannot_write_lines_of_its_own_and_too_many_are_not_asked_in_a_form()
    {
        _world.Change(null, World.Ask("mine", ActKind.Fill, "user"));
        await using var server = new InProcessServer(_world);
        var question = (await server.SubmitAsync(tool: "portal_fill_form", arguments: Fill("ok\\nGate none asks nobody"))).Question();
        ((string)question["message"]!).Split('\n').ShouldContain("- note: \"ok⏎Gate none asks nobody\"");
        (await server.SubmitAsync(tool: "portal_fill_form", arguments: Fill(new string('x', 7000)))).Ending().ShouldBe(("held", "approval.pending"));
    }

    private static string Fill(string note) => $$$"""{"session":"SESSION","form":"dispute","values":{"note":"{{{note}}}"}}""";

    private Task<VoteObjection?> VoteAsync(string person) =>
        new ApprovalAnswers(_world.Log, _world.Log, _world.Redactor, _world.Clock).AnswerAsync(_world.Log.Approvals.Keys.Last(), person, "gmp_1", approves: true, "checked", default);
}
