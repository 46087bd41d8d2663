using System.Diagnostics;

namespace GovernedMcp.Server.Tests.Scripts;

/// <summary>What ./governed-mcp builds and then runs, with a `dotnet` that only notes what it is asked for.</summary>
public sealed class LauncherBuildTests : IDisposable
{
    // Stands in for the SDK: `restore` may fail, `publish` and `build` leave a program, and everything else is the program run.
    private const string Sdk =
        """
        #!/bin/sh
        echo "$1" >> "$ROOT/asked"
        release=$ROOT/src/GovernedMcp.Server/bin/Release
        case $1 in
            restore) exit "$RESTORE" ;;
            publish) mkdir -p "$release/published" && touch "$release/published/governed-mcp.dll" ;;
            build) mkdir -p "$release/net10.0" && touch "$release/net10.0/governed-mcp.dll" ;;
            *) echo "ran ${1#$release/}" ;;
        esac
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("governed-mcp-launcher-").FullName;

    public LauncherBuildTests()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Path.Combine(_root, "src", "GovernedMcp.Server"));
        foreach (var file in new[] { "governed-mcp", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json" })
            File.Copy(Path.Combine(TrialFolders.Repository, file), Path.Combine(_root, file));
        Directory.CreateDirectory(Path.Combine(_root, "sdk"));
        File.WriteAllText(Path.Combine(_root, "sdk", "dotnet"), Sdk.Replace("\r", "", StringComparison.Ordinal) + "\n");
        File.SetUnixFileMode(Path.Combine(_root, "sdk", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task What_is_run_was_published_with_code_compiled_ahead_of_time()
    {
        if (OperatingSystem.IsWindows()) return;
        (await LaunchAsync(restores: true)).Output.ShouldBe("ran published/governed-mcp.dll\n");
        (await LaunchAsync(restores: true)).Output.ShouldBe("ran published/governed-mcp.dll\n");
        Asked().ShouldBe(["restore", "publish"]);
    }

    [Fact]
    public async Task Where_nothing_can_be_compiled_ahead_of_time_a_plain_build_runs_and_it_is_said_once()
    {
        if (OperatingSystem.IsWindows()) return;
        var first = await LaunchAsync(restores: false);
        first.Output.ShouldBe("ran net10.0/governed-mcp.dll\n");
        first.Errors.ShouldContain("cannot be restored here");
        var second = await LaunchAsync(restores: false);
        second.Output.ShouldBe("ran net10.0/governed-mcp.dll\n");
        second.Errors.ShouldBeEmpty();
        Asked().ShouldBe(["restore", "build"]);
    }

    [Fact]
    public async Task A_plain_build_that_is_newer_is_what_runs_where_nothing_is_to_be_built_and_what_was_published_of_the_same_sources_elsewhere()
    {
        if (OperatingSystem.IsWindows()) return;
        await LaunchAsync(restores: true);
        var plain = Directory.CreateDirectory(Path.Combine(_root, "src", "GovernedMcp.Server", "bin", "Release", "net10.0")).FullName;
        foreach (var (part, seconds) in new[] { ("governed-mcp.dll", -5), ("GovernedMcp.Browser.dll", 5) })
        {
            await File.WriteAllTextAsync(Path.Combine(plain, part), "");
            File.SetLastWriteTimeUtc(Path.Combine(plain, part), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(seconds));
        }

        (await LaunchAsync(restores: true, build: false)).Output.ShouldBe("ran net10.0/governed-mcp.dll\n");
        (await LaunchAsync(restores: true)).Output.ShouldBe("ran published/governed-mcp.dll\n");
        Asked().ShouldBe(["restore", "publish"]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private IEnumerable<string> Asked() => File.ReadAllLines(Path.Combine(_root, "asked")).Where(word => !word.EndsWith(".dll", StringComparison.Ordinal));

    private async Task<(string Output, string Errors)> LaunchAsync(bool restores, bool build = true)
    {
        var start = new ProcessStartInfo(Path.Combine(_root, "governed-mcp"), ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(_root, "sdk")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["ROOT"] = _root;
        start.Environment["RESTORE"] = restores ? "0" : "1";
        start.Environment.Remove("GOVERNED_MCP_NO_BUILD");
        if (!build) start.Environment["GOVERNED_MCP_NO_BUILD"] = "1";
        using var launcher = Process.Start(start)!;
        var errors = launcher.StandardError.ReadToEndAsync();
        var output = await launcher.StandardOutput.ReadToEndAsync();
        await launcher.WaitForExitAsync();
        launcher.ExitCode.ShouldBe(0);
        return (output, await errors);
    }
}
