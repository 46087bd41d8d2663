using System.Text.Json.Nodes;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Tests.Faults;
using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Interop;

/// <summary>The TypeScript clients of both generations, over both transports, as each of them begins a conversation.</summary>
public sealed class TypeScriptClientTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Credential = new() { ["NORTHWIND_USER"] = "ap-desk", ["NORTHWIND_PASSWORD"] = "demo-Northwind-7!" };

    private FaultWorld _world = null!;

    public static TheoryData<string, string, string> Ways()
    {
        var ways = new TheoryData<string, string, string>();
        foreach (var transport in new[] { "http", "stdio" })
        {
            ways.Add("v1", transport, "legacy");
            foreach (var era in new[] { "legacy", "auto", "2026-07-28" }) ways.Add("v2", transport, era);
        }

        return ways;
    }

    public async Task InitializeAsync() => _world = await FaultWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_lists_calls_reads_is_refused_is_told_and_gives_up(string client, string transport, string era)
    {
        var seen = await RunAsync("surface.mjs", client, transport, era, new JsonObject
        {
            ["entry"] = Path.Combine(_world.Folders.Config, "registry", "invoice-desk.yaml"),
            ["approval"] = "ap_none",
        });
        seen["tools"]!.AsArray().Select(name => (string?)name).ShouldBe(ToolCatalog.All.Where(tool => tool.Kind != ActKind.Explore).Select(tool => tool.Name), ignoreOrder: true);
        Outcome(seen["list"]).ShouldBe("completed");
        Outcome(seen["refused"]).ShouldBe("refused");
        ((string?)seen["foreign"]!["structuredContent"]!["code"]).ShouldBe("session.unknown");
        ((string?)seen["skill"]!["text"]).ShouldNotBeNull().ShouldContain("# Northwind vendor portal");
        seen["missing"].ShouldNotBeNull();
        seen["prompts"]!.AsArray().Select(name => (string?)name).ShouldBe(["northwind-vendor"]);
        seen["completion"]!.AsArray().Select(name => (string?)name).ShouldBe(["northwind-vendor"]);
        ((bool)seen["noticed"]!).ShouldBeTrue();
        ((bool)seen["session"]!).ShouldBe(transport == "http" && era == "legacy");
    }

    [Theory]
    [InlineData("v1", "http", "legacy")]
    [InlineData("v2", "http", "2026-07-28")]
    [InlineData("v2", "stdio", "legacy")]
    [InlineData("v2", "stdio", "2026-07-28")]
    public async Task Its_user_answers_for_a_held_form(string client, string transport, string era)
    {
        var rails = Path.Combine(_world.Folders.Config, "rails.yaml");
        await File.WriteAllTextAsync(rails, (await File.ReadAllTextAsync(rails)).Replace("ask: owner ", "ask: user  ", StringComparison.Ordinal));
        var seen = await RunAsync("approval.mjs", client, transport, era, []);
        seen["ready"]!.AsArray().Select(outcome => (string?)outcome).ShouldBe(["completed", "completed"]);
        Outcome(seen["declined"]).ShouldBe("refused");
        Outcome(seen["open"]).ShouldBe("held");
        Outcome(seen["approved"]).ShouldBe("completed");
        _world.Forms.ShouldBe(1);
        seen["asked"]![0]!["message"]!.ToString().ShouldContain("dispute");
        await _world.IsWholeAsync();
    }

    private async Task<JsonObject> RunAsync(string script, string client, string transport, string era, JsonObject settings)
    {
        settings["client"] = client;
        settings["era"] = era;
        settings["key"] = _world.Key;
        if (transport == "http")
        {
            await using var program = await HttpProgram.StartAsync(_world.Folders, Credential);
            settings["url"] = program.Address;
            return await Clients.RunScriptAsync(script, settings);
        }

        settings["command"] = "dotnet";
        settings["args"] = new JsonArray([ChildServer.Program, "serve", "--stdio", .. _world.Folders.Options]);
        settings["env"] = new JsonObject { ["PATH"] = Environment.GetEnvironmentVariable("PATH"), ["HOME"] = Environment.GetEnvironmentVariable("HOME"), ["GOVERNED_MCP_KEY"] = _world.Key };
        foreach (var (name, value) in Credential) settings["env"]![name] = value;
        return await Clients.RunScriptAsync(script, settings);
    }

    private static string? Outcome(JsonNode? reply) => (string?)(reply!["structuredContent"] ?? reply)["outcome"];
}
