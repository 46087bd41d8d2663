using System.Text;
using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Asking;

namespace GovernedMcp.Server.Tests.Mcp.Asking;

/// <summary>What a client sends back is an attacker's word until it opens: one answer to every fault, on record, and nobody has voted.</summary>
public sealed class ReturnedStateTests
{
    private readonly World _world = new();

    public ReturnedStateTests() => _world.Change(null, World.Ask("mine", ActKind.Submit, "user"));

    [Theory]
    [InlineData("ap_1")]
    [InlineData("ap_12")]
    [InlineData("ap_123")]
    public void A_state_with_any_byte_or_character_changed_is_worth_nothing(string approval)
    {
        var seal = new StateSeal(() => InProcessServer.StateKey);
        var state = seal.Seal(new AskState(approval, "desk", "k1", "portal_submit_form", "00", 1, 1, Page: false));
        seal.Open(state).ShouldNotBeNull();
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(state);
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << bit);
                seal.Open(System.Buffers.Text.Base64Url.EncodeToString(changed)).ShouldBeNull($"byte {at}, bit {bit}");
            }
        }

        for (var at = 0; at < state.Length; at++)
        {
            foreach (var other in "AZaz09-_+/= \n\0é".Where(other => other != state[at]))
                seal.Open(new StringBuilder(state) { [at] = other }.ToString()).ShouldBeNull($"character {at} as {(int)other}");
        }

        foreach (var other in (string[])["", "x", state + state, state[..^1], state + "A", state + "=", state + "==", " " + state, new string('A', 100_000)]) seal.Open(other).ShouldBeNull();
        new StateSeal(() => [.. Enumerable.Repeat((byte)1, 32)]).Open(state).ShouldBeNull("another store has another key");
    }

    [Theory]
    [InlineData("tampered")]
    [InlineData("not a state")]
    [InlineData("other tool")]
    [InlineData("other arguments")]
    [InlineData("expired")]
    [InlineData("used")]
    public async Task Every_fault_gets_the_same_refusal_on_record(string fault)
    {
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        var (tool, arguments) = ("portal_submit_form", AskedClient.Arguments);
        switch (fault)
        {
            case "tampered": state = (state[0] == 'A' ? 'B' : 'A') + state[1..]; break;
            case "not a state": state = ""; break;
            case "other tool": (tool, arguments) = ("portal_list", "{}"); break;
            case "other arguments": arguments = """{"session":"SESSION","plan":"p_2"}"""; break;
            case "expired": _world.Clock.Now += TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1); break;
            case "used": await VoteOnlyAsync(server, state); break;
        }

        var before = _world.Log.Approvals.Values.Single().Votes.Count;
        await RefusedAsync(server, state, tool, arguments);
        _world.Log.Approvals.Values.Single().Votes.Count.ShouldBe(before);
        _world.Submit.Runs.ShouldBe(0);
        var record = _world.Log.Entries[^1];
        (record.Type, record.RuleId, record.Decision).ShouldBe(("declined", "approval.state_invalid", "refused"));
    }

    [Fact]
    public async Task The_state_of_a_page_ends_with_the_time_to_decide_too()
    {
        _world.ChangeRails("https://agents.example.com", selfAllowed: false, World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync(AskedClient.Pages)).State();
        _world.Clock.Now += TimeSpan.FromMinutes(30);
        (await server.SubmitAsync(AskedClient.Pages, state, """{"action":"accept"}""")).Ending().Code.ShouldBe("approval.pending");
        _world.Clock.Now += TimeSpan.FromSeconds(1);
        (await server.SubmitAsync(AskedClient.Pages, state, """{"action":"accept"}""")).Ending().Code.ShouldBe("approval.state_invalid");
    }

    [Theory]
    [InlineData("desk", "k2")]
    [InlineData("other", "k1")]
    public async Task A_state_of_another_caller_is_worth_nothing(string workflow, string key)
    {
        await using var danas = new InProcessServer(_world);
        var state = (await danas.SubmitAsync()).State();
        await using var others = new InProcessServer(_world, new Identification.Known(World.Dana with { Workflow = workflow, KeyId = key }));
        await RefusedAsync(others, state, "portal_submit_form", AskedClient.Arguments);
        _world.Log.Approvals.Values.Single().Votes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_that_is_no_text_is_worth_nothing()
    {
        await using var server = await new InProcessServer(_world).InitializedAsync();
        var reply = await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_submit_form","arguments":{"session":"SESSION","plan":"p_1"},"requestState":{"a":1}}}""");
        reply.ToJsonString().ShouldNotContain("held");
        _world.Log.Approvals.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_answer_cannot_be_recorded_it_does_not_count()
    {
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        _world.Log.DiskFull = _ => true;
        (await server.SubmitAsync(state: state, response: AskedClient.Accept("approve"))).Ending().Code.ShouldBe("audit.unavailable");
        _world.Log.DiskFull = _ => false;
        _world.Log.Approvals.Values.Single().Votes.ShouldBeEmpty();
        _world.Submit.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_click_that_comes_after_somebody_refused_runs_nothing()
    {
        _world.Change(null, World.Ask("mine", ActKind.Submit, "user"), World.Ask("ours", ActKind.Submit, "owner"));
        await using var server = new InProcessServer(_world);
        var state = (await server.SubmitAsync()).State();
        var answers = new ApprovalAnswers(_world.Log, _world.Log, _world.Redactor, _world.Clock);
        (await answers.AnswerAsync(_world.Log.Approvals.Keys.Single(), "lee@example.com", "gmp_1", approves: false, "no", default)).ShouldBeNull();
        await RefusedAsync(server, state, "portal_submit_form", AskedClient.Arguments);
    }

    // Uses the state up for a vote while the approval stays open: another group still has to answer.
    private async Task VoteOnlyAsync(InProcessServer server, string state)
    {
        var asked = _world.Log.Approvals.Values.Single();
        _world.Log.Approvals[asked.Id] = asked with { Asks = [.. asked.Asks, new("ours", "owner", System.Collections.Frozen.FrozenSet.ToFrozenSet(["lee@example.com"]), 1)] };
        (await server.SubmitAsync(state: state, response: AskedClient.Accept("approve"))).Ending().Outcome.ShouldBe("held");
    }

    private static async Task RefusedAsync(InProcessServer server, string state, string tool, string arguments)
    {
        var result = await server.SubmitAsync(state: state, response: AskedClient.Accept("approve"), tool: tool, arguments: arguments);
        result.Ending().ShouldBe(("refused", "approval.state_invalid"));
        ((string?)result["structuredContent"]!["message"]).ShouldBe(
            "`requestState` does not belong to this call, is too late or was used; make the call again, without `requestState` and `inputResponses`");
    }
}
