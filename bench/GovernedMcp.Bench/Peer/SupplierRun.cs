using System.Diagnostics;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench.Peer;

/// <summary>The same task with the governed tools, held and approved like every submit.</summary>
internal sealed class SupplierRun(CountingClient client, Approver approver, bool asFile)
{
    private static readonly string[] Columns = ["number", "supplier", "issued", "due", "amount", "currency"];
    private string _session = "";

    /// <summary>How long the person took, who is not what is measured.</summary>
    public TimeSpan Approving { get; private set; }

    public static Task<CountingClient> StartAsync(DemoFolder folder, string key, CancellationToken cancel) => CountingClient.StartAsync(
        Path.Combine(DemoFolder.Shipped(), "governed-mcp"), ["serve", "--stdio", "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data],
        new Dictionary<string, string?>(DemoStory.PortalAccount) { ["GOVERNED_MCP_KEY"] = key }, cancel);

    /// <returns>How many rows it was given.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        _session = (string)(await CallAsync("completed", "portal_login", new() { ["portal"] = "northwind-vendor" }, cancel))["session"]!;
        var (rows, cursor) = (0, (string?)null);
        do
        {
            var ask = Of(("table", "invoices"), ("columns", Columns));
            if (asFile) ask["format"] = "file";
            if (cursor is not null) ask["cursor"] = cursor;
            var data = await CallAsync("completed", "portal_extract", ask, cancel);
            rows += (int)data["row_count"]!;
            cursor = (string?)data["next_cursor"];
        }
        while (cursor is not null);

        var filled = await CallAsync("completed", "portal_fill_form", Of(("form", "supplier"), ("values", Supplier.Fields.ToDictionary(field => field.Field, field => field.Value))), cancel);
        var held = await CallAsync("held", "portal_submit_form", Of(("plan", (string)filled["plan"]!)), cancel);
        var approving = Stopwatch.StartNew();
        await approver.ApproveAsync((string)held["id"]!, cancel);
        Approving = approving.Elapsed;
        await CallAsync("completed", "portal_submit_form", Of(("plan", (string)filled["plan"]!)), cancel);
        return rows;
    }

    private Dictionary<string, object?> Of(params (string Name, object Value)[] arguments) =>
        arguments.Prepend(("session", _session)).ToDictionary(argument => argument.Item1, argument => (object?)argument.Item2);

    /// <returns>The reply's data; of a held call its approval.</returns>
    private async Task<JsonNode> CallAsync(string outcome, string tool, Dictionary<string, object?> arguments, CancellationToken cancel)
    {
        var reply = JsonNode.Parse((await client.CallAsync(tool, arguments, cancel)).StructuredContent!.Value.GetRawText())!;
        if ((string?)reply["outcome"] != outcome) throw new DemoFailure($"{tool} was to be {outcome} but said: {reply["outcome"]}: {reply["message"]}");
        return reply[outcome == "held" ? "approval" : "data"]!;
    }
}
