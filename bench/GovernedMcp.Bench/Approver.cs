using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench;

/// <summary>The second person: answers on the command line, proven by a key.</summary>
internal sealed class Approver(DemoFolder folder, string key)
{
    public async Task ApproveAsync(string approval, CancellationToken cancel)
    {
        var (exit, output) = await ChildProgram.RunAsync(
            ["approvals", "approve", approval, "--reason", "benchmark", "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data],
            new Dictionary<string, string> { ["GOVERNED_MCP_PERSON_KEY"] = key }, cancel);
        if (exit != 0) throw new DemoFailure(output);
    }

    public static async Task<string> IssueAsync(DemoFolder folder, CancellationToken cancel, params string[] whom)
    {
        var (exit, output) = await ChildProgram.RunAsync(
            ["keys", "issue", .. whom, "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data], new Dictionary<string, string>(), cancel);
        return exit == 0 ? DemoStory.KeyIn(output) : throw new DemoFailure(output);
    }
}
