using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

public sealed class StdioStartTests
{
    [Fact]
    public async Task Over_stdio_nothing_that_reads_tokens_is_loaded()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folders = new TrialFolders();
        using var server = await new ChildServer(folders, await folders.IssueAsync("invoice-desk")).InitializedAsync();
        (await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))["result"]!["tools"]!.AsArray().ShouldNotBeEmpty();

        var loaded = await File.ReadAllTextAsync($"/proc/{server.Id}/maps");

        loaded.ShouldContain("ModelContextProtocol.Core.dll");
        loaded.ShouldNotContain("Microsoft.IdentityModel");
    }
}
