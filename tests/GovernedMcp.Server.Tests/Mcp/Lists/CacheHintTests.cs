using GovernedMcp.Server.Tests.Mcp.Skills;

namespace GovernedMcp.Server.Tests.Mcp.Lists;

/// <summary>How long answers hold, told to clients that know the words; and what is told once instead of with every answer.</summary>
public sealed class CacheHintTests
{
    [Theory]
    [InlineData("tools/list", "{}")]
    [InlineData("resources/list", "{}")]
    [InlineData("resources/templates/list", "{}")]
    [InlineData("prompts/list", "{}")]
    [InlineData("resources/read", """{"uri":"skill://acme/SKILL.md"}""")]
    public async Task An_answer_is_kept_for_a_moment_and_by_nobody_else(string method, string parameters)
    {
        await using var modern = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var hinted = await (await Talk.BeginAsync(modern, modern: true)).ResultAsync(method, parameters);
        ((long?)hinted["ttlMs"]).ShouldBe(10_000);
        ((string?)hinted["cacheScope"]).ShouldBe("private");

        await using var legacy = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var plain = await (await Talk.BeginAsync(legacy, modern: false)).ResultAsync(method, parameters);
        plain.Select(entry => entry.Key).ShouldNotContain(key => key == "ttlMs" || key == "cacheScope" || key == "resultType");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_Skills_extension_always_has_its_hints(bool modern)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var result = await (await Talk.BeginAsync(server, modern)).ResultAsync("skills/list");
        ((long?)result["ttlMs"]).ShouldBe(10_000);
        ((string?)result["cacheScope"]).ShouldBe("private");
        ((string?)result["resultType"]).ShouldBe("complete");
    }

    [Fact]
    public async Task Discovery_tells_the_extension_the_icon_and_how_long_it_holds()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var found = await (await Talk.BeginAsync(server, modern: true)).ResultAsync("server/discover");
        found["capabilities"]!["extensions"]!["io.modelcontextprotocol/skills"]!.ToJsonString().ShouldBe("{}");
        ((bool?)found["capabilities"]!["resources"]!["subscribe"]).ShouldBe(true);
        ((bool?)found["capabilities"]!["prompts"]!["listChanged"]).ShouldBe(true);
        ((long?)found["ttlMs"]).ShouldBe(300_000);
        ((string)found["_meta"]!["io.modelcontextprotocol/serverInfo"]!["icons"]![0]!["src"]!).ShouldStartWith("data:image/svg+xml;base64,");
    }

    [Fact]
    public async Task An_older_client_is_told_the_extension_and_the_icon_and_no_subscription_to_single_files()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var begun = (await server.AskAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}"""))["result"]!;
        begun["capabilities"]!["extensions"]!["io.modelcontextprotocol/skills"]!.ToJsonString().ShouldBe("{}");
        begun["capabilities"]!["resources"]!.AsObject().ContainsKey("subscribe").ShouldBeFalse();
        begun["serverInfo"]!["icons"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_icon_is_not_repeated_with_every_answer()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        (await (await Talk.BeginAsync(server, modern: true)).AskAsync("tools/list")).ToJsonString().ShouldNotContain("icons");
    }
}
