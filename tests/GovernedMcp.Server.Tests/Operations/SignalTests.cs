using GovernedMcp.Governance.Approvals;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Tests.Mcp;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>What is measured and traced of calls, on stdio.</summary>
public sealed class SignalTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Submit = """{"session":"SESSION","plan":"p_1"}""";

    [Fact]
    public async Task Every_call_is_counted_by_tool_and_by_what_became_of_it()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        using var heard = new Listening(server.World.Signals);
        await server.AskAsync(Call("portal_login", """{"portal":"acme"}"""));
        await server.AskAsync(Call("portal_submit_form", Submit));
        await server.AskAsync(Call("portal_login", """{"portal":"elsewhere"}"""));
        await server.AskAsync(Call("S3cr3t-CANARY", "{}"));
        server.World.Log.DiskFull = _ => true;
        await server.AskAsync(Call("portal_login", """{"portal":"acme"}"""));

        heard.Of("governed_mcp.calls").Select(call => $"{call.Tags.GetValueOrDefault("gen_ai.tool.name")} {call.Tags["governed_mcp.decision"]} {call.Tags["governed_mcp.outcome"]} {call.Tags.GetValueOrDefault("governed_mcp.code")}").ShouldBe(
        [
            "portal_login allowed completed ",
            "portal_submit_form held held approval.pending",
            "portal_login refused refused scope.portal_not_granted",
            " refused refused tool.unknown",
            "portal_login none failed audit.unavailable",
        ]);
        heard.Of("governed_mcp.calls").ShouldAllBe(call => call.Tags["governed_mcp.workflow"] == "desk" && call.Value == 1);
        heard.Of("mcp.server.operation.duration").Select(call => call.Tags.GetValueOrDefault("error.type")).ShouldBe([null, null, "tool_error", "tool_error", "tool_error"]);
        heard.Text.ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task A_call_is_one_span_with_the_steps_of_the_road_under_it()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        using var heard = new Listening(server.World.Signals);
        await server.AskAsync(Call("portal_login", """{"portal":"acme"}""", $$"""{"traceparent":"00-{{Trace}}-b7ad6b7169203331-01"}"""));

        var call = heard.Spans.Single(span => span.DisplayName == "tools/call portal_login");
        call.TraceId.ToHexString().ShouldBe(Trace);
        call.ParentSpanId.ToHexString().ShouldBe("b7ad6b7169203331");
        call.Kind.ShouldBe(System.Diagnostics.ActivityKind.Server);
        var tags = call.TagObjects.ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
        tags["mcp.method.name"].ShouldBe("tools/call");
        tags["gen_ai.tool.name"].ShouldBe("portal_login");
        tags["gen_ai.operation.name"].ShouldBe("execute_tool");
        tags["network.transport"].ShouldBe("pipe");
        tags["governed_mcp.workflow"].ShouldBe("desk");
        heard.Spans.Where(span => span.ParentSpanId == call.SpanId).Select(span => span.DisplayName).ShouldBe(["decide", "credential", "block"]);
    }

    [Fact]
    public async Task A_held_call_shows_that_people_are_asked()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        using var heard = new Listening(server.World.Signals);
        await server.AskAsync(Call("portal_submit_form", Submit));
        heard.Spans.Select(span => span.DisplayName).ShouldBe(["decide", "approval", "tools/call portal_submit_form"]);
    }

    [Fact]
    public async Task Without_a_trace_of_the_client_the_record_names_our_own()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        using var heard = new Listening(server.World.Signals);
        await server.AskAsync(Call("portal_list", "{}", """{"traceparent":"00-00000000000000000000000000000000-b7ad6b7169203331-01"}"""));
        server.World.Log.Entries[^1].TraceId.ShouldBe(heard.Spans[^1].TraceId.ToHexString());
    }

    [Fact]
    public async Task A_block_that_fails_is_measured_with_its_code_and_tells_nothing_else()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        using var heard = new Listening(server.World.Signals);
        server.World.Login.Body = (_, _) => throw new BlockFault(Rules.Browser.NotStarted, "S3cr3t-CANARY");
        await server.AskAsync(Call("portal_login", """{"portal":"acme"}"""));
        server.World.Login.Body = (_, _) => throw new InvalidOperationException("S3cr3t-CANARY");
        await server.AskAsync(Call("portal_login", """{"portal":"acme"}"""));
        heard.Of("governed_mcp.block.duration").Select(block => $"{block.Tags["gen_ai.tool.name"]} {block.Tags["error.type"]}").ShouldBe(["portal_login browser.not_started", "portal_login _OTHER"]);
        heard.Text.ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task The_time_people_took_is_told_apart_from_the_time_until_the_caller_came_back()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        using var heard = new Listening(server.World.Signals);
        await server.AskAsync(Call("portal_submit_form", Submit));
        var (asked, approval) = (server.World.Clock.Now, server.World.Log.Approvals.Values.Single());
        server.World.Log.Approvals[approval.Id] = approval with { Votes = [new ApprovalVote("lee@example.com", "k2", true, "fine", asked.AddSeconds(90))] };
        server.World.Clock.Now = asked.AddSeconds(120);
        await server.AskAsync(Call("portal_submit_form", Submit));
        heard.Of("governed_mcp.approval.duration").Select(hold => $"{hold.Tags["governed_mcp.until"]} {hold.Value}").ShouldBe(["answered 90", "used 120"]);
    }

    private static string Call(string tool, string arguments, string meta = "{}") =>
        $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}},"_meta":{{{meta}}}}}""";
}
