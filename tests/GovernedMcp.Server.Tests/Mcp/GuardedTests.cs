using GovernedMcp.Server.Tests.Mcp.Skills;

namespace GovernedMcp.Server.Tests.Mcp;

/// <summary>What goes wrong in a request that is no call.</summary>
public sealed class GuardedTests
{
    [Theory]
    [InlineData("tools/list", "{}")]
    [InlineData("skills/list", "{}")]
    [InlineData("skills/get", """{"uri":"skill://acme/SKILL.md"}""")]
    [InlineData("resources/list", "{}")]
    [InlineData("resources/templates/list", "{}")]
    [InlineData("resources/read", """{"uri":"skill://acme/SKILL.md"}""")]
    [InlineData("prompts/list", "{}")]
    [InlineData("prompts/get", """{"name":"acme"}""")]
    [InlineData("completion/complete", """{"ref":{"type":"ref/prompt","name":"acme"},"argument":{"name":"task","value":""}}""")]
    [InlineData("subscriptions/listen", """{"notifications":{}}""")]
    public async Task The_text_of_an_exception_stays_here(string method, string parameters)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), whoAsks: _ => throw new ModelContextProtocol.McpException("S3cr3t-CANARY"));
        var error = (await (await Talk.BeginAsync(server, modern: true)).AskAsync(method, parameters))["error"]!;
        ((int)error["code"]!).ShouldBe(-32603);
        ((string)error["message"]!).ShouldContain("`e_");
        error.ToJsonString().ShouldNotContain("CANARY");
        server.World.Faults.ShouldHaveSingleItem().Message.ShouldBe("S3cr3t-CANARY");
    }

    [Theory]
    [InlineData("tools/list", """{"cursor":5}""", "`$.cursor`")]
    [InlineData("resources/read", "{}", "`resources/read`")]
    [InlineData("resources/read", """{"uri":["x"]}""", "`$.uri`")]
    [InlineData("completion/complete", """{"ref":{"type":"nonsense"},"argument":{"name":"task","value":""}}""", "`$.ref`")]
    [InlineData("subscriptions/listen", """{"notifications":[]}""", "`$.notifications`")]
    public async Task Parameters_of_the_wrong_shape_are_named(string method, string parameters, string names)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var error = (await (await Talk.BeginAsync(server, modern: true)).AskAsync(method, parameters))["error"]!;
        ((int)error["code"]!).ShouldBe(-32602);
        ((string)error["message"]!).ShouldContain(names);
        ((string)error["message"]!).ShouldNotContain("ModelContextProtocol");
    }
}
