using GovernedMcp.Server.Tests.Mcp.Skills;

namespace GovernedMcp.Server.Tests.Mcp.Lists;

/// <summary>Long lists come in pages, each caller's own.</summary>
public sealed class ListPagesTests
{
    [Theory]
    [InlineData("skills/list", "skills", true)]
    [InlineData("resources/list", "resources", true)]
    [InlineData("prompts/list", "prompts", false)]
    public async Task A_long_list_comes_whole_in_pages_of_50(string method, string items, bool modern)
    {
        await using var server = new InProcessServer(SkillWorld.Make(morePortals: 120), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern);
        var sizes = new List<int>();
        var seen = new HashSet<string>();
        for (string? cursor = null; ;)
        {
            var page = await talk.ResultAsync(method, cursor is null ? "{}" : $$"""{"cursor":"{{cursor}}"}""");
            sizes.Add(page[items]!.AsArray().Count);
            foreach (var item in page[items]!.AsArray()) seen.Add(item!.ToJsonString()).ShouldBeTrue();
            if ((cursor = (string?)page["nextCursor"]) is null) break;
        }

        sizes.ShouldBe([50, 50, method == "resources/list" ? 23 : 21]);
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("skills/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    [InlineData("prompts/list")]
    public async Task A_cursor_that_a_list_did_not_give_out_is_refused(string method)
    {
        await using var server = new InProcessServer(SkillWorld.Make(morePortals: 120), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var ofAnother = (string)(await talk.ResultAsync(method == "prompts/list" ? "skills/list" : "prompts/list"))["nextCursor"]!;
        foreach (var cursor in new[] { "\"\"", "\"x\"", "5", $"\"{ofAnother}\"" })
        {
            var error = (await talk.AskAsync(method, $$"""{"cursor":{{cursor}}}"""))["error"]!;
            ((int)error["code"]!).ShouldBe(-32602);
            ((string)error["message"]!).ShouldContain("cursor");
        }
    }

    [Fact]
    public async Task A_cursor_whose_place_is_gone_is_refused_instead_of_losing_items()
    {
        var world = SkillWorld.Make(morePortals: 120);
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var cursor = (string)(await talk.ResultAsync("skills/list"))["nextCursor"]!;
        SkillWorld.Serve(world, "Be kind.", morePortals: 20);
        ((int?)(await talk.AskAsync("skills/list", $$"""{"cursor":"{{cursor}}"}"""))["error"]?["code"]).ShouldBe(-32602);
    }
}
