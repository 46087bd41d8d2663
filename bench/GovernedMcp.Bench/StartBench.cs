using System.Diagnostics;
using GovernedMcp.Server.Cli.Demo;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Bench;

/// <summary>
/// From the start of the process to the answered tools/list, by a client: ours with the shipped configuration and a store, and a
/// bare SDK server. Ours is what `./governed-mcp` published; the bare one is this program, to be published the same way.
/// </summary>
internal static class StartBench
{
    public static async Task RunAsync(int rounds, CancellationToken cancel)
    {
        var folder = DemoFolder.Prepare(Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}"), new Uri("http://127.0.0.1:7311"));
        var key = await Approver.IssueAsync(folder, cancel, "invoice-desk", "--held-by", "dana@example.com");
        string[] ours = ["serve", "--stdio", "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data];
        var ourProgram = Path.Combine(DemoFolder.Shipped(), "src", "GovernedMcp.Server", "bin", "Release", "published", "governed-mcp.dll");
        var bareProgram = Path.Combine(AppContext.BaseDirectory, "GovernedMcp.Bench.dll");
        if (!File.Exists(ourProgram)) throw new FileNotFoundException("`./governed-mcp --version` publishes what is measured here", ourProgram);
        var (bareRuns, ourRuns) = (new List<Run>(), new List<Run>());
        for (var round = 0; round <= rounds; round++)
        {
            var bare = await ListedAsync(bareProgram, [BareServer.Mode], "", cancel);
            var our = await ListedAsync(ourProgram, ours, key, cancel);
            if (round == 0) continue; // fills the disk's caches for both
            bareRuns.Add(bare);
            ourRuns.Add(our);
        }

        Figures.Show(
            ("bare SDK server", Wall(bareRuns)), ("GovernedMcp", Wall(ourRuns)),
            ("bare SDK server, CPU", Cpu(bareRuns)), ("GovernedMcp, CPU", Cpu(ourRuns)));
        Figures.Say($"ratio {Ratio(Wall(ourRuns), Wall(bareRuns)):0.00}, of CPU time {Ratio(Cpu(ourRuns), Cpu(bareRuns)):0.00}");
        Directory.Delete(folder.Root, recursive: true);
    }

    private static async Task<Run> ListedAsync(string program, string[] arguments, string key, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var process = ChildProgram.Start(program, arguments, new Dictionary<string, string> { ["GOVERNED_MCP_KEY"] = key });
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(process.StandardInput.BaseStream, process.StandardOutput.BaseStream), cancellationToken: cancel))
        {
            if ((await client.ListToolsAsync(cancellationToken: cancel)).Count == 0) throw new InvalidOperationException("no tools were listed");
            watch.Stop();
            process.Refresh();
            var run = new Run(watch.Elapsed.TotalMilliseconds, process.TotalProcessorTime.TotalMilliseconds);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel);
            await errors;
            return run;
        }
    }

    private static List<double> Wall(List<Run> runs) => [.. runs.Select(run => run.Wall)];

    private static List<double> Cpu(List<Run> runs) => [.. runs.Select(run => run.Cpu)];

    private static double Ratio(List<double> ours, List<double> bare) => Figures.Median(ours) / Figures.Median(bare);

    private sealed record Run(double Wall, double Cpu);
}
