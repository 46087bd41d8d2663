using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Server.Tests.Cli;

/// <summary>The README's first command: the whole road on the bundled portal, by processes of its own.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-demo-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task The_demo_goes_through_and_leaves_a_record_that_verifies()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var (exit, output) = await ChildProgram.RunAsync(["demo", "--data", _data], new Dictionary<string, string>(), patience.Token);
        exit.ShouldBe(0, output);
        output.ShouldContain("500 typed rows");
        output.ShouldContain("the portal itself counted one form");
        output.ShouldContain("intact; complete up to record");
        output.ShouldNotContain("demo-Northwind-7!");
    }
}
