using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Interop;

/// <summary>The `claude` command line, with a home of its own: it adds the server and finds it connected, with the README's words.</summary>
public sealed class ClaudeCodeTests : IDisposable
{
    private readonly TrialFolders _folders = new();

    [Fact]
    public async Task It_connects_over_stdio_and_over_HTTP()
    {
        var key = await _folders.IssueAsync("invoice-desk");
        await using var http = await HttpProgram.StartAsync(_folders);
        await ClaudeAsync(["mcp", "add", "desk-stdio", "--env", $"GOVERNED_MCP_KEY={key}", "--", "dotnet", ChildServer.Program, "serve", "--stdio", .. _folders.Options]);
        await ClaudeAsync("mcp", "add", "--transport", "http", "desk-http", http.Address, "--header", $"Authorization: Bearer {key}");
        await ClaudeAsync("mcp", "add", "--transport", "http", "nobody-http", http.Address, "--header", "Authorization: Bearer gmw_0");

        var listed = (await ClaudeAsync("mcp", "list")).Split('\n');
        listed.Single(line => line.StartsWith("desk-stdio", StringComparison.Ordinal)).ShouldContain("Connected");
        listed.Single(line => line.StartsWith("desk-http", StringComparison.Ordinal)).ShouldContain("Connected");
        listed.Single(line => line.StartsWith("nobody-http", StringComparison.Ordinal)).ShouldNotContain("Connected");
    }

    public void Dispose() => _folders.Dispose();

    private async Task<string> ClaudeAsync(params string[] arguments)
    {
        var home = Directory.CreateDirectory(Path.Combine(_folders.Root, "home")).FullName;
        var (exit, output) = await Clients.RunAsync("claude", arguments, new() { ["HOME"] = home, ["DISABLE_AUTOUPDATER"] = "1", ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1" });
        exit.ShouldBe(0, output);
        return output;
    }
}
