namespace GovernedMcp.Server.Tests.Stdio;

/// <summary>What a client that only asks for the tools makes the program load: a start is paid by every session of every client.</summary>
public sealed class ColdStartTests
{
    // The browser's driver, the web server, tokens, tables for terminals, and a mapper that writes code at run time.
    private static readonly string[] NotYet =
        ["Microsoft.Playwright", "Microsoft.AspNetCore", "Microsoft.IdentityModel", "System.IdentityModel", "Spectre.Console", "Dapper", "System.Linq.Expressions", "System.Private.Xml"];

    [Fact]
    public async Task Listing_the_tools_loads_no_browser_driver_no_web_server_and_no_token_library()
    {
        // Which files a process has mapped is told by Linux only.
        if (!OperatingSystem.IsLinux()) return;
        using var folders = new TrialFolders();
        using var server = await new ChildServer(folders, await folders.IssueAsync("invoice-desk")).InitializedAsync();
        (await server.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))["result"]!["tools"]!.AsArray().ShouldNotBeEmpty();

        var loaded = (await File.ReadAllLinesAsync($"/proc/{server.Id}/maps"))
            .Where(line => line.EndsWith(".dll", StringComparison.Ordinal))
            .Select(line => Path.GetFileNameWithoutExtension(line[line.IndexOf('/', StringComparison.Ordinal)..]))
            .ToHashSet(StringComparer.Ordinal);
        loaded.ShouldContain("ModelContextProtocol.Core");
        loaded.Where(name => NotYet.Any(name.StartsWith)).ShouldBeEmpty();
    }
}
