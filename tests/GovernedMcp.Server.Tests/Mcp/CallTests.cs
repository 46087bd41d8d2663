using System.Text.Json.Nodes;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>What a call is answered over the wire.</summary>
public sealed class CallTests
{
    private const string Login = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_login","arguments":{"portal":"acme"}}}""";

    [Fact]
    public async Task A_completed_call_brings_the_envelope_and_the_same_in_words()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        server.World.Login.Body = (_, _) => Task.FromResult(new BlockResult
        {
            Message = "signed in",
            Data = new JsonObject { ["session"] = "s_1" },
            Image = new BlockImage("image/png", new byte[] { 1, 2, 3 }),
        });
        var result = (await server.AskAsync(Login))["result"]!;
        ((bool?)result["isError"] ?? false).ShouldBeFalse();
        ((string?)result["structuredContent"]!["outcome"]).ShouldBe("completed");
        ((string?)result["structuredContent"]!["data"]!["session"]).ShouldBe("s_1");
        ((string?)result["content"]![0]!["text"]).ShouldStartWith("completed: signed in");
        ((string?)result["content"]![1]!["data"]).ShouldBe("AQID");
    }

    [Fact]
    public async Task A_held_call_is_no_error()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var result = (await server.AskAsync(Call("portal_submit_form", """{"session":"SESSION","plan":"p_1"}""")))["result"]!;
        ((string?)result["structuredContent"]!["outcome"]).ShouldBe("held");
        ((bool?)result["isError"] ?? false).ShouldBeFalse();
        ((string?)result["structuredContent"]!["approval"]!["id"]).ShouldStartWith("ap_");
    }

    [Theory]
    [InlineData("""[]""", "must be an object, not a list")]
    [InlineData("\"x\"", "must be an object, not text")]
    [InlineData("4", "must be an object, not a number")]
    [InlineData("true", "must be an object")]
    public async Task Arguments_that_are_no_object_are_named_as_such(string arguments, string says)
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var result = (await server.AskAsync(Call("portal_list", arguments)))["result"]!;
        ((string?)result["structuredContent"]!["code"]).ShouldBe("argument.type");
        ((string)result["structuredContent"]!["message"]!).ShouldContain(says);
        ((bool)result["isError"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"plan":"p_1","wait":1e400}""", "argument.range")]
    [InlineData("""{"plan":"p_1","wait":9007199254740993}""", "argument.range")]
    [InlineData("""{"plan":"p_1","wait":"20"}""", "argument.type")]
    [InlineData("""{"plan":"p_1","Wait":2}""", "argument.unknown")]
    public async Task Arguments_reach_the_strict_reading_as_they_were_written(string arguments, string code)
    {
        await using var server = await new InProcessServer().InitializedAsync();
        ((string?)(await server.AskAsync(Call("portal_outcome", arguments)))["result"]!["structuredContent"]!["code"]).ShouldBe(code);
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_and_one_that_is_not_allowed_look_the_same()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var unknown = (await server.AskAsync(Call("portal_nope", "{}")))["error"]!;
        var notAllowed = (await server.AskAsync(Call("portal_download", "{}")))["error"]!;
        ((int)unknown["code"]!).ShouldBe(-32602);
        notAllowed.ToJsonString().Replace("portal_download", "portal_nope", StringComparison.Ordinal).ShouldBe(unknown.ToJsonString());
    }

    [Theory]
    [InlineData("""{"name":"portal_list","Name":"portal_login","arguments":{},"Arguments":{"portal":"acme"}}""")]
    [InlineData("""{"Name":"portal_login","name":"portal_list","Arguments":{"portal":"acme"},"arguments":{}}""")]
    public async Task A_name_in_another_spelling_is_not_the_name(string parameters)
    {
        await using var server = await new InProcessServer().InitializedAsync();
        await server.AskAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{{parameters}}}}""");
        server.World.Login.Runs.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"arguments":{}}""")]
    [InlineData("""{"name":5,"arguments":{}}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":"portal_list","_meta":5}""")]
    public async Task A_call_without_a_usable_name_is_a_protocol_error(string parameters)
    {
        await using var server = await new InProcessServer().InitializedAsync();
        var reply = await server.AskAsync($$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{{parameters}}}}""");
        ((int)reply["error"]!["code"]!).ShouldBe(-32602);
    }

    [Fact]
    public async Task The_text_of_an_exception_stays_here()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        server.World.Login.Body = (_, _) => throw new ModelContextProtocol.McpException("S3cr3t-CANARY");
        var reply = await server.AskAsync(Login);
        reply.ToJsonString().ShouldNotContain("CANARY");
        ((string?)reply["result"]!["structuredContent"]!["code"]).ShouldBe("internal.fault");
        server.World.Faults.ShouldHaveSingleItem().Message.ShouldBe("S3cr3t-CANARY");
    }

    [Fact]
    public async Task A_trace_is_put_on_record_and_nonsense_is_not()
    {
        await using var server = await new InProcessServer().InitializedAsync();
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await server.AskAsync(Call("portal_list", "{}", $$"""{"traceparent":"{{Trace}}"}"""));
        await server.AskAsync(Call("portal_list", "{}", """{"traceparent":"<script>"}"""));
        server.World.Log.Entries.Where(entry => entry.Type == "intent").Select(entry => entry.TraceId).ShouldBe(["0af7651916cd43dd8448eb211c80319c", null]);
    }

    private static string Call(string tool, string arguments, string meta = "{}") =>
        $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}},"_meta":{{{meta}}}}}""";
}
