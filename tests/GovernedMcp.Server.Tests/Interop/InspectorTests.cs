using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Interop;

/// <summary>The Inspector's command line over both transports, of each era.</summary>
public sealed class InspectorTests : IAsyncLifetime
{
    private readonly TrialFolders _folders = new();
    private string _key = "";
    private HttpProgram _http = null!;

    public static TheoryData<string, string> Ways() => new() { { "http", "legacy" }, { "http", "modern" }, { "stdio", "legacy" }, { "stdio", "modern" } };

    public async Task InitializeAsync()
    {
        _key = await _folders.IssueAsync("invoice-desk");
        _http = await HttpProgram.StartAsync(_folders);
    }

    public async Task DisposeAsync()
    {
        await _http.DisposeAsync();
        _folders.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_lists_calls_and_reads(string transport, string era)
    {
        var tools = await InspectAsync(transport, era, "--method", "tools/list");
        tools["tools"]!.AsArray().Select(tool => (string?)tool!["name"]).ShouldContain("portal_list");
        var reply = await InspectAsync(transport, era, "--method", "tools/call", "--tool-name", "portal_describe", "--tool-arg", "portal=northwind-vendor");
        ((string?)reply["structuredContent"]!["outcome"]).ShouldBe("completed");
        var skill = await InspectAsync(transport, era, "--method", "resources/read", "--uri", "skill://northwind-vendor/SKILL.md");
        ((string?)skill["contents"]![0]!["text"]).ShouldNotBeNull().ShouldContain("# Northwind vendor portal");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("stdio")]
    public async Task It_finds_every_digest_of_every_Skill_right(string transport)
    {
        var (exit, output) = await RunAsync(transport, "modern", "--method", "skills/list", "--verify");
        exit.ShouldBe(0, output);
        output.ShouldContain("verified", Case.Insensitive);
    }

    private async Task<JsonObject> InspectAsync(string transport, string era, params string[] more)
    {
        var (exit, output) = await RunAsync(transport, era, more);
        exit.ShouldBe(0, output);
        return JsonNode.Parse(output)!.AsObject();
    }

    private Task<(int Exit, string Output)> RunAsync(string transport, string era, params string[] more) => transport == "http"
        ? Clients.RunAsync("mcp-inspector", ["--cli", _http.Address, "--transport", "http", "--header", $"Authorization: Bearer {_key}", "--protocol-era", era, .. more])
        : Clients.RunAsync("mcp-inspector",
        [
            "--cli", "-e", $"GOVERNED_MCP_KEY={_key}", "-e", $"GOVERNED_MCP_CONFIG={_folders.Config}", "-e", $"GOVERNED_MCP_SKILLS={_folders.Skills}", "-e", $"GOVERNED_MCP_DATA={_folders.Data}",
            "dotnet", ChildServer.Program, "serve", "--stdio", "--protocol-era", era, .. more,
        ]);
}
