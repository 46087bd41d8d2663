using System.Diagnostics;

namespace GovernedMcp.Server.Tests.Scripts;

/// <summary>./governed-mcp, as a client's configuration would start it.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task It_runs_from_anywhere_through_a_link_and_prints_nothing_of_its_own_on_stdout()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folders = new TrialFolders();
        var link = Path.Combine(folders.Root, "linked");
        File.CreateSymbolicLink(link, Path.Combine(TrialFolders.Repository, "governed-mcp"));
        var start = new ProcessStartInfo(link, ["--version"]) { WorkingDirectory = folders.Root, RedirectStandardOutput = true };
        using var launcher = Process.Start(start)!;
        var output = await launcher.StandardOutput.ReadToEndAsync();
        await launcher.WaitForExitAsync();
        launcher.ExitCode.ShouldBe(0);
        output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+");
        output.Trim().ShouldNotContain("\n");
    }
}
