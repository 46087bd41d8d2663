using System.Text.Json.Nodes;
using ModelContextProtocol.Client;

namespace GovernedMcp.Server.Tests.Stdio;

/// <summary>The real program with the protocol's own client, the shipped configuration and a store of its own.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_of_each_revision_lists_and_calls(string revision)
    {
        await using var client = await ConnectAsync(await _folders.IssueAsync("invoice-desk"), revision);
        var tools = await client.ListToolsAsync();
        tools.Select(tool => tool.Name).ShouldContain("portal_extract");
        var result = await client.CallToolAsync("portal_list");
        result.IsError.ShouldNotBe(true);
        result.StructuredContent!.Value.GetProperty("data").GetProperty("portals")[0].GetProperty("portal").GetString().ShouldBe("northwind-vendor");
    }

    [Fact]
    public async Task Without_a_key_there_are_no_tools()
    {
        await using var client = await ConnectAsync(key: null);
        (await client.ListToolsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_in_a_file_does()
    {
        var file = Path.Combine(_folders.Root, "key");
        await File.WriteAllTextAsync(file, await _folders.IssueAsync("invoice-desk") + "\n");
        using var server = await new ChildServer(_folders, key: null, "--key-file", file).InitializedAsync();
        (await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))["result"]!["tools"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_revoked_key_is_worth_nothing_at_once()
    {
        var key = await _folders.IssueAsync("invoice-desk");
        using var server = await new ChildServer(_folders, key).InitializedAsync();
        (await CallAsync(server))["outcome"]!.ToString().ShouldBe("completed");
        (await _folders.RunAsync("keys", "revoke", string.Join('_', key.Split('_')[..2]))).Exit.ShouldBe(0);
        (await CallAsync(server))["code"]!.ToString().ShouldBe("identity.unknown_key");
    }

    [Fact]
    public async Task The_kill_switch_of_another_process_stops_the_next_call()
    {
        using var server = await new ChildServer(_folders, await _folders.IssueAsync("invoice-desk")).InitializedAsync();
        (await CallAsync(server))["outcome"]!.ToString().ShouldBe("completed");
        (await _folders.RunAsync("registry", "suspend", "invoice-desk", "--reason", "looks odd")).Exit.ShouldBe(0);
        (await CallAsync(server))["code"]!.ToString().ShouldBe("registry.suspended");
    }

    [Fact]
    public async Task A_changed_registry_is_told_and_in_force()
    {
        using var server = await new ChildServer(_folders, await _folders.IssueAsync("invoice-desk")).InitializedAsync();
        await CallAsync(server);
        var entry = Path.Combine(_folders.Config, "registry", "invoice-desk.yaml");
        await File.WriteAllTextAsync(entry, (await File.ReadAllTextAsync(entry)).Replace("status: active", "status: retired", StringComparison.Ordinal));
        var told = new List<string>();
        while (told.Count < 3) told.Add((string)(await server.ReceiveAsync())!["method"]!);
        told.ShouldBe(["notifications/tools/list_changed", "notifications/resources/list_changed", "notifications/prompts/list_changed"], ignoreOrder: true);
        (await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))["result"]!["tools"]!.AsArray().ShouldBeEmpty();
        (await CallAsync(server))["code"]!.ToString().ShouldBe("registry.not_active");
    }

    [Fact]
    public async Task A_broken_configuration_starts_nothing_and_keeps_stdout_clean()
    {
        await File.AppendAllTextAsync(Path.Combine(_folders.Config, "rails.yaml"), "autoapprove: true\n");
        using var server = new ChildServer(_folders);
        (await server.ReceiveAsync()).ShouldBeNull();
        var (exit, errors) = await server.EndAsync(10);
        exit.ShouldBe(78);
        errors.ShouldContain("config/rails.yaml:");
    }

    public void Dispose() => _folders.Dispose();

    private static async Task<JsonNode> CallAsync(ChildServer server) =>
        (await server.AskAsync("""{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"portal_list","arguments":{}}}"""))["result"]!["structuredContent"]!;

    private Task<McpClient> ConnectAsync(string? key, string? revision = null) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [ChildServer.Program, "serve", "--stdio", .. _folders.Options],
            EnvironmentVariables = new Dictionary<string, string?> { ["GOVERNED_MCP_KEY"] = key },
        }),
        new McpClientOptions { ProtocolVersion = revision, DiscoverProbeTimeout = TimeSpan.FromSeconds(30) });
}
