using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Faults;
using ModelContextProtocol;

namespace GovernedMcp.Server.Tests.Explore;

/// <summary>An agent that writes a Skill: through the whole program, a real browser, and a portal that counts what it receives.</summary>
public sealed class ExploreTests
{
    private const string Entry = """
        workflow: skill-writer
        purpose: Looks closely at the portal to write its Skill.
        owner: accounts-payable
        accountable: dana@example.com
        status: active
        scope:
          northwind-vendor: { credential: northwind/ap-desk, sections: found, tables: all, records: all, explore: true }

        """;

    [Fact]
    public async Task An_agent_looks_clicks_and_types_on_the_one_road_and_nothing_it_does_is_sent()
    {
        await using var world = await FaultWorld.StartAsync();
        await using (var plain = await world.ServeAsync()) (await plain.ToolsAsync()).ShouldNotContain(tool => tool == "portal_snapshot" || tool == "portal_click" || tool == "portal_type");
        await File.WriteAllTextAsync(Path.Combine(world.Folders.Config, "registry", "skill-writer.yaml"), Entry);
        await using var server = await LiveServer.StartAsync(world.Folders, await world.Folders.IssueAsync("skill-writer"));
        (await server.ToolsAsync()).ShouldContain("portal_snapshot");
        (await server.ToolsAsync()).ShouldNotContain("portal_fill_form");
        var session = await server.SignInAsync();

        await server.ExpectAsync("completed", "portal_navigate", ("session", session), ("section", "path:/disputes/new"));
        var lines = Lines(await server.ExpectAsync("completed", "portal_snapshot", ("session", session)));
        var note = lines.Single(line => line.Contains("textbox \"Note\"", StringComparison.Ordinal)).TrimStart().Split(' ')[0];
        await server.ExpectAsync("completed", "portal_type", ("session", session), ("ref", note), ("text", "Freight was charged twice."));
        var sent = await server.ExpectAsync("completed", "portal_click", ("session", session), ("role", "button"), ("name", "Submit dispute"));
        ((bool)sent["data"]!["kept_back"]!).ShouldBeTrue(sent.ToJsonString());
        world.Forms.ShouldBe(0);

        await server.ExpectAsync("completed", "portal_click", ("session", session), ("role", "link"), ("name", "Invoices"));
        (await server.ExpectAsync("failed", "portal_click", ("session", session), ("ref", note)))["code"]!.ToString().ShouldBe("explore.stale_ref");
        await Should.ThrowAsync<McpProtocolException>(server.CallAsync("portal_fill_form", ("session", session), ("form", "dispute"), ("values", new JsonObject { ["note"] = "x" })));
        var records = world.Records();
        foreach (var (tool, calls) in new[] { ("portal_snapshot", 1), ("portal_type", 1), ("portal_click", 3) })
            records.Where(record => record.Tool == tool).GroupBy(record => record.Type).Select(group => group.Count()).ShouldBe([calls, calls], tool);
        await world.IsWholeAsync();
    }

    [Fact]
    public async Task Exploring_and_sending_forms_are_never_granted_together()
    {
        using var folders = new TrialFolders();
        await File.WriteAllTextAsync(Path.Combine(folders.Config, "registry", "skill-writer.yaml"), Entry.Replace("records: all,", "records: all, forms: all,", StringComparison.Ordinal));
        var (exit, output, error) = await folders.RunAsync("check");
        exit.ShouldBe(1);
        (output + error).ShouldContain("skill-writer.yaml:7:");
        (output + error).ShouldContain("`explore: true` and `forms` of portal `northwind-vendor` cannot be granted together");
    }

    private static List<string> Lines(JsonObject reply) => [.. reply["data"]!["untrusted"]!["lines"]!.AsArray().Select(line => line!.ToString())];
}
