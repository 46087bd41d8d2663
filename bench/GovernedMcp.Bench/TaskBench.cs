using System.Diagnostics;
using GovernedMcp.Browser;
using GovernedMcp.Server.Cli.Demo;
using Microsoft.Playwright;

namespace GovernedMcp.Bench;

/// <summary>The demo task, governed over MCP and by hand in raw Playwright, interleaved in one run against one portal.</summary>
internal static class TaskBench
{
    public static async Task RunAsync(int rounds, CancellationToken cancel)
    {
        await using var portal = await PortalProcess.StartAsync(cancel);
        var folder = DemoFolder.Prepare(Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}"), portal.Address);
        var approver = new Approver(folder, await Approver.IssueAsync(folder, cancel, "--person", "lee@example.com"));
        var key = await Approver.IssueAsync(folder, cancel, "invoice-desk", "--held-by", "dana@example.com");

        using var playwright = await Playwright.CreateAsync();
        await using var raw = new RawRun(await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFinder.Find() }), portal.Address);
        await using var agent = await DemoAgent.StartAsync(folder, key, DemoStory.PortalAccount, cancel);
        var governed = new GovernedRun(agent, approver);

        var (rawTimes, governedTimes, bytes) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round <= rounds; round++)
        {
            var byHand = Stopwatch.StartNew();
            var rawRows = await raw.RunAsync();
            byHand.Stop();

            var overMcp = Stopwatch.StartNew();
            var (rows, replyBytes, approving) = await governed.RunAsync(cancel);
            overMcp.Stop();

            if (rawRows != 500 || rows != 500) throw new InvalidOperationException($"both must read 500 rows: {rawRows} and {rows}");
            if (round == 0) continue; // the first round starts browsers and fills caches on both sides
            rawTimes.Add(byHand.Elapsed.TotalMilliseconds);
            governedTimes.Add((overMcp.Elapsed - approving).TotalMilliseconds);
            bytes = replyBytes;
        }

        Figures.Show(("raw Playwright", rawTimes), ("governed over MCP", governedTimes));
        var list = await agent.ToolListBytesAsync(cancel);
        Figures.Say($"ratio {Figures.Median(governedTimes) / Figures.Median(rawTimes):0.00} over {rounds} rounds; replies with 500 rows x 6 columns: {bytes} bytes; tools/list: {list} bytes");
        Directory.Delete(folder.Root, recursive: true);
    }
}
