using System.Diagnostics;
using GovernedMcp.Server.Cli.Demo;
using ModelContextProtocol.Client;

namespace GovernedMcp.Bench;

/// <summary>From the start of the process to the answered tools/list, by a client: ours with the shipped configuration and a store, and a bare SDK server.</summary>
internal static class StartBench
{
    public static async Task RunAsync(int rounds, CancellationToken cancel)
    {
        var folder = DemoFolder.Prepare(Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}"), new Uri("http://127.0.0.1:7311"));
        var key = await Approver.IssueAsync(folder, cancel, "invoice-desk", "--held-by", "dana@example.com");
        string[] ours = [ChildProgram.Server, "serve", "--stdio", "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data];
        string[] bare = [Path.Combine(AppContext.BaseDirectory, "GovernedMcp.Bench.dll"), BareServer.Mode];
        var (bareTimes, ourTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (bareTime, ourTime) = (await ListedAsync(bare, "", cancel), await ListedAsync(ours, key, cancel));
            if (round == 0) continue; // fills the disk's caches for both
            bareTimes.Add(bareTime);
            ourTimes.Add(ourTime);
        }

        Figures.Show(("bare SDK server", bareTimes), ("GovernedMcp", ourTimes));
        Figures.Say($"ratio {Figures.Median(ourTimes) / Figures.Median(bareTimes):0.00}, {Figures.Median(ourTimes) - Figures.Median(bareTimes):0} ms more");
        Directory.Delete(folder.Root, recursive: true);
    }

    private static async Task<double> ListedAsync(string[] arguments, string key, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = ChildProgram.Dotnet,
            Arguments = arguments,
            EnvironmentVariables = new Dictionary<string, string?> { ["GOVERNED_MCP_KEY"] = key },
        });
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: cancel);
        if ((await client.ListToolsAsync(cancellationToken: cancel)).Count == 0) throw new InvalidOperationException("no tools were listed");
        return watch.Elapsed.TotalMilliseconds;
    }
}
