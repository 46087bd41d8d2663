using System.Text.RegularExpressions;
using GovernedMcp.Browser;
using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench.Peer;

/// <summary>
/// The task as an agent does it with the general browser server: look at the page, use what the picture names, look again. What it
/// is told by snapshots is all it knows of the portal; it makes no detour and no mistake.
/// </summary>
internal sealed partial class PeerRun(CountingClient client, Uri portal)
{
    private static readonly string[] Hurried = ["--timeout-settle", "0"];

    public static Task<CountingClient> StartAsync(string package, bool hurried, CancellationToken cancel) => CountingClient.StartAsync(
        "node",
        [
            Path.Combine(package, "node_modules", "@playwright", "mcp", "cli.js"), "--headless", "--no-sandbox", "--isolated", "--executable-path", BrowserFinder.Find(),
            "--output-dir", Path.Combine(Path.GetTempPath(), "governed-mcp-bench-peer"), .. hurried ? Hurried : [],
        ],
        new Dictionary<string, string?>(), cancel);

    /// <returns>How many rows it saw.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await GoAsync("login", cancel);
        var page = await LookAsync(cancel);
        await FillAsync(page, [("User ID", "textbox", "ap-desk"), ("Password", "textbox", "demo-Northwind-7!")], cancel);
        await ClickAsync(page, "button", "Sign in", cancel);

        await GoAsync("billing/invoices", cancel);
        var rows = new HashSet<string>();
        for (page = await LookAsync(cancel); ; page = await LookAsync(cancel))
        {
            foreach (Match number in InvoiceNumber().Matches(page)) rows.Add(number.Value);
            if (Reference(page, "link", "Next") is null) break;
            await ClickAsync(page, "link", "Next", cancel);
        }

        await GoAsync("suppliers/new", cancel);
        page = await LookAsync(cancel);
        await FillAsync(page, [.. Supplier.Fields.Select(field => (field.Label, field.Kind, field.Value))], cancel);
        await ClickAsync(page, "button", "Register supplier", cancel);
        return (await LookAsync(cancel)).Contains("Supplier registered", StringComparison.Ordinal) ? rows.Count : throw new DemoFailure("the peer did not register the supplier");
    }

    private async Task GoAsync(string path, CancellationToken cancel) => await CallAsync("browser_navigate", new() { ["url"] = new Uri(portal, path).ToString() }, cancel);

    private Task<string> LookAsync(CancellationToken cancel) => CallAsync("browser_snapshot", [], cancel);

    private async Task ClickAsync(string page, string role, string name, CancellationToken cancel) =>
        await CallAsync("browser_click", new() { ["element"] = name, ["target"] = Needed(page, role, name) }, cancel);

    private async Task FillAsync(string page, IEnumerable<(string Label, string Kind, string Value)> fields, CancellationToken cancel) => await CallAsync(
        "browser_fill_form",
        new() { ["fields"] = fields.Select(field => new { target = Needed(page, field.Kind, field.Label), name = field.Label, type = field.Kind, value = field.Value }).ToArray() },
        cancel);

    private async Task<string> CallAsync(string tool, Dictionary<string, object?> arguments, CancellationToken cancel)
    {
        var result = await client.CallAsync(tool, arguments, cancel);
        return result.IsError == true ? throw new DemoFailure($"the peer's {tool}: {CountingClient.Text(result)}") : CountingClient.Text(result);
    }

    private static string Needed(string page, string role, string name) => Reference(page, role, name) ?? throw new DemoFailure($"the peer sees no {role} `{name}`");

    private static string? Reference(string page, string role, string name) =>
        page.Split('\n').Where(line => !line.Contains("[disabled]", StringComparison.Ordinal)).Select(line => Entry().Match(line)).FirstOrDefault(entry => entry.Groups["role"].Value == role && entry.Groups["name"].Value == name)?.Groups["ref"].Value;

    [GeneratedRegex("""- (?<role>[a-z]+) "(?<name>[^"]*)".*?\[ref=(?<ref>[^\]]+)\]""")]
    private static partial Regex Entry();

    [GeneratedRegex(@"NW-2026-\d{5}")]
    private static partial Regex InvoiceNumber();
}
