using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Governance.Registry;
using Json = System.Text.Json.JsonSerializer;

namespace GovernedMcp.Server.Tests.Mcp.Skills;

/// <summary>Who is served which Skill, in both ways of speaking.</summary>
public sealed class ServedSkillTests
{
    private const string MyFile = """{"uri":"skill://acme/SKILL.md"}""";
    private const string TheirFile = """{"uri":"skill://bravo/SKILL.md"}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_caller_is_served_its_own_Skills_and_nothing_of_another(bool modern)
    {
        var world = SkillWorld.Make();
        await using var deskServer = new InProcessServer(world, SkillWorld.Desk);
        await using var otherServer = new InProcessServer(world, SkillWorld.Other);
        var desk = await EverythingAsync(await Talk.BeginAsync(deskServer, modern));
        var other = await EverythingAsync(await Talk.BeginAsync(otherServer, modern));
        desk.ShouldContain("skill://acme/references/a.md");
        desk.ShouldNotContain("bravo");
        other.ShouldContain("skill://bravo/references/secret.md");
        other.ShouldNotContain("acme");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_caller_is_that_of_this_request_and_of_no_earlier_one(bool modern)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), whoAsks: request => (string?)request.Params?["_meta"]?["test/who"] == "other" ? SkillWorld.Other : SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern);
        foreach (var (who, name) in new[] { ("desk", "acme"), ("other", "bravo"), ("desk", "acme") })
        {
            var meta = $$"""{"test/who":"{{who}}"}""";
            (await talk.ResultAsync("skills/list", meta: meta))["skills"]!.AsArray().Select(skill => (string)skill!["frontmatter"]!["name"]!).ShouldBe([name]);
            (await talk.ResultAsync("prompts/list", meta: meta))["prompts"]!.AsArray().Select(prompt => (string)prompt!["name"]!).ShouldBe([name]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_another_workflows_and_what_does_not_exist_look_the_same(bool modern)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern);
        foreach (var (method, theirs) in new[] { ("resources/read", TheirFile), ("skills/get", TheirFile), ("prompts/get", """{"name":"bravo"}""") })
        {
            var denied = await talk.AskAsync(method, theirs);
            var unknown = await talk.AskAsync(method, theirs.Replace("bravo", "nobody", StringComparison.Ordinal));
            denied["error"]!.ToJsonString().ShouldBe(unknown["error"]!.ToJsonString().Replace("nobody", "bravo", StringComparison.Ordinal));
            ((int)denied["error"]!["code"]!).ShouldBe(method == "resources/read" && !modern ? -32002 : -32602);
            if (method == "resources/read") ((string?)denied["error"]!["data"]!["uri"]).ShouldBe("skill://bravo/SKILL.md");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_suspended_workflow_is_served_nothing(bool modern)
    {
        var world = SkillWorld.Make();
        await using var server = new InProcessServer(world, SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern);
        (await EverythingAsync(talk)).ShouldContain("acme");
        world.Standings.Standing = world.Standings.Standing with { Suspended = new Suspension("pat@example.com", world.Clock.Now, "odd calls") };
        (await EverythingAsync(talk)).ShouldNotContain("acme");
        (await talk.AskAsync("resources/read", MyFile)).ContainsKey("error").ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_known_is_served_nothing()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), new Identification.Unknown(Rules.Identity.NoKey, "no key"));
        (await EverythingAsync(await Talk.BeginAsync(server, modern: true))).ShouldNotContain("acme");
    }

    [Theory]
    [InlineData("skill://acme/portal/portal.yaml")]
    [InlineData("skill://acme/references/../portal/portal.yaml")]
    [InlineData("skill://acme/references/%2e%2e/portal/portal.yaml")]
    [InlineData("skill://acme/./SKILL.md")]
    [InlineData("skill://ACME/SKILL.md")]
    [InlineData("skill://acme/skill.md")]
    [InlineData("skill://acme/SKILL.md?x")]
    [InlineData("skill://acme/references/b c.txt")]
    [InlineData("skill://acme/references/b%2520c.txt")]
    [InlineData("skill://acme/%53KILL.md")]
    [InlineData("skill://acme")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task Only_a_listed_address_is_read(string uri)
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var reply = await (await Talk.BeginAsync(server, modern: true)).AskAsync("resources/read", $$"""{"uri":{{Json.Serialize(uri)}}}""");
        ((int?)reply["error"]?["code"]).ShouldBe(-32602);
    }

    [Fact]
    public async Task Every_listed_file_reads_back_to_its_digest_and_size()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var listed = (await talk.ResultAsync("skills/get", MyFile))["skill"]!["resources"]!.AsArray();
        listed.Select(file => (string)file!["uri"]!).ShouldBe(["skill://acme/SKILL.md", "skill://acme/references/a.md", "skill://acme/references/b%20c.txt"]);
        foreach (var file in listed)
        {
            var read = (await talk.ResultAsync("resources/read", $$"""{"uri":"{{(string)file!["uri"]!}}"}"""))["contents"]![0]!;
            var bytes = Encoding.UTF8.GetBytes((string)read["text"]!);
            bytes.Length.ShouldBe((int)file["size"]!);
            $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}".ShouldBe((string)file["digest"]!);
            ((string?)read["mimeType"]).ShouldBe(((string)file["uri"]!).EndsWith(".txt", StringComparison.Ordinal) ? "text/plain" : "text/markdown");
        }
    }

    [Fact]
    public async Task SKILL_md_is_served_with_name_and_description_only()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var text = (string)(await (await Talk.BeginAsync(server, modern: true)).ResultAsync("resources/read", MyFile))["contents"]![0]!["text"]!;
        text.ShouldBe("---\nname: acme\ndescription: \"Acme: \\\"invoices\\\" \\\\ disputes\"\n---\nBe kind.");
    }

    [Fact]
    public async Task What_one_caller_is_served_is_that_of_the_snapshot()
    {
        await using var server = new InProcessServer(SkillWorld.Make(), SkillWorld.Desk);
        var talk = await Talk.BeginAsync(server, modern: true);
        var told = new JsonObject();
        foreach (var method in new[] { "skills/list", "resources/list", "resources/templates/list", "prompts/list" }) told[method] = (await talk.ResultAsync(method)).DeepClone();
        told["skills/get"] = (await talk.ResultAsync("skills/get", MyFile)).DeepClone();
        told["resources/read"] = (await talk.ResultAsync("resources/read", MyFile)).DeepClone();
        told["prompts/get"] = (await talk.ResultAsync("prompts/get", """{"name":"acme","arguments":{"task":"List what is open."}}""")).DeepClone();
        Snapshots.ShouldMatch("served.json", told.ToJsonString(Snapshots.Readable).Replace(ProductVersion.Text, "VERSION", StringComparison.Ordinal) + "\n");
    }

    private static async Task<string> EverythingAsync(Talk talk)
    {
        var told = new StringBuilder();
        foreach (var method in new[] { "tools/list", "skills/list", "resources/list", "resources/templates/list", "prompts/list" }) told.AppendLine((await talk.AskAsync(method)).ToJsonString());
        foreach (var argument in new[] { "portal", "path" })
            told.AppendLine((await talk.AskAsync("completion/complete", $$$"""{"ref":{"type":"ref/resource","uri":"skill://{portal}/{+path}"},"argument":{"name":"{{{argument}}}","value":""}}""")).ToJsonString());
        return told.ToString();
    }
}
