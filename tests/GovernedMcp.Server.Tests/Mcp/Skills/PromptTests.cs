namespace GovernedMcp.Server.Tests.Mcp.Skills;

/// <summary>Prompts of Skills, and what is completed while one types.</summary>
public sealed class PromptTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_prompt_brings_the_guidance_and_the_task(bool modern)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var messages = (await (await Talk.BeginAsync(server, modern)).ResultAsync("prompts/get", """{"name":"acme","arguments":{"task":"List what is open."}}"""))["messages"]!.AsArray();
        ((string)messages[0]!["content"]!["text"]!).ShouldContain("Begin with portal_list");
        ((string)messages[0]!["content"]!["text"]!).ShouldEndWith("The task: List what is open.");
        ((string?)messages[1]!["content"]!["resource"]!["uri"]).ShouldBe("skill://acme/SKILL.md");
        ((string)messages[1]!["content"]!["resource"]!["text"]!).ShouldEndWith("Be kind.");
    }

    [Fact]
    public async Task Without_a_task_none_is_made_up()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var messages = (await (await Talk.BeginAsync(server, modern: true)).ResultAsync("prompts/get", """{"name":"acme"}"""))["messages"]!;
        ((string)messages[0]!["content"]!["text"]!).ShouldNotContain("The task");
    }

    [Theory]
    [InlineData("""{"name":"acme","arguments":{"tsk":"x"}}""", "`tsk`")]
    [InlineData("""{"name":"acme","arguments":{"task":5}}""", "`task`")]
    [InlineData("""{"arguments":{}}""", "`prompts/get`")]
    [InlineData("""{"name":5}""", "`$.name`")]
    public async Task A_wrong_argument_is_named(string parameters, string names)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var error = (await (await Talk.BeginAsync(server, modern: true)).AskAsync("prompts/get", parameters))["error"]!;
        ((int)error["code"]!).ShouldBe(-32602);
        ((string)error["message"]!).ShouldContain(names);
    }

    [Theory]
    [InlineData("""{"name":"portal","value":"AC"}""", "{}", "acme")]
    [InlineData("""{"name":"portal","value":"x"}""", "{}", "")]
    [InlineData("""{"name":"path","value":""}""", """{"portal":"acme"}""", "SKILL.md references/a.md references/b c.txt")]
    [InlineData("""{"name":"path","value":"references/a"}""", "{}", "references/a.md")]
    [InlineData("""{"name":"path","value":""}""", """{"portal":"bravo"}""", "")]
    public async Task An_address_is_completed_with_what_is_the_callers_own(string argument, string known, string expected)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: false);
        var completion = (await talk.ResultAsync("completion/complete", $$$"""{"ref":{"type":"ref/resource","uri":"skill://{portal}/{+path}"},"argument":{{{argument}}},"context":{"arguments":{{{known}}}}}"""))["completion"]!;
        string.Join(' ', completion["values"]!.AsArray().Select(value => (string)value!)).ShouldBe(expected);
        ((bool)completion["hasMore"]!).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"type":"ref/prompt","name":"bravo"}""", "task")]
    [InlineData("""{"type":"ref/prompt","name":"acme"}""", "other")]
    [InlineData("""{"type":"ref/resource","uri":"file:///{path}"}""", "path")]
    public async Task What_the_caller_does_not_have_is_not_completed(string about, string argument)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var reply = await (await Talk.BeginAsync(server, modern: true)).AskAsync("completion/complete", $$$"""{"ref":{{{about}}},"argument":{"name":"{{{argument}}}","value":""}}""");
        ((int?)reply["error"]?["code"]).ShouldBe(-32602);
    }
}
