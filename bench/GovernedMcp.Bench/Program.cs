using System.Diagnostics;
using System.Globalization;
using GovernedMcp.Bench;
using GovernedMcp.Browser;
using GovernedMcp.Server.Cli.Demo;
using Microsoft.Playwright;
using Spectre.Console;

// Repeat with: dotnet run -c Release --project bench/GovernedMcp.Bench [rounds]
// The demo task, governed over MCP and by hand in raw Playwright, interleaved in one run against one portal.
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
var cancel = CancellationToken.None;

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

var (rawMedian, governedMedian) = (Median(rawTimes), Median(governedTimes));
var table = new Table().AddColumns("", "median ms", "least", "most");
table.AddRow("raw Playwright", Shown(rawMedian), Shown(rawTimes.Min()), Shown(rawTimes.Max()));
table.AddRow("governed over MCP", Shown(governedMedian), Shown(governedTimes.Min()), Shown(governedTimes.Max()));
AnsiConsole.Write(table);
AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"ratio {governedMedian / rawMedian:0.00} over {rounds} rounds; replies with 500 rows x 6 columns: {bytes} bytes; tools/list: {await agent.ToolListBytesAsync(cancel)} bytes");
Directory.Delete(folder.Root, recursive: true);
return 0;

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Shown(double value) => value.ToString("0", CultureInfo.InvariantCulture);
