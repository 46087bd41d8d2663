using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Cli.Demo;

namespace GovernedMcp.Bench;

/// <summary>The real program serving HTTP, and the demo portal behind it, for load from the same machine.</summary>
internal sealed class HttpServerRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly PortalProcess _portal;
    private readonly DemoFolder _folder;

    private HttpServerRun(Process process, PortalProcess portal, DemoFolder folder, Uri address) => (_process, _portal, _folder, Address) = (process, portal, folder, address);

    public Uri Address { get; }

    /// <summary>What the server holds in memory, in MiB.</summary>
    public double ResidentMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Processor time of the server so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="cancel">Ends everything.</param>
    /// <param name="keys">How many keys, each another principal.</param>
    public static async Task<(HttpServerRun Server, IReadOnlyList<string> Keys)> StartAsync(int keys, CancellationToken cancel)
    {
        var portal = await PortalProcess.StartAsync(cancel);
        var folder = DemoFolder.Prepare(Path.Combine(Path.GetTempPath(), $"governed-mcp-bench-{Environment.ProcessId}"), portal.Address);
        var entry = Path.Combine(folder.Config, "registry", "invoice-desk.yaml");
        // The limits of a workflow are for agents; here they would end the measurement.
        await File.WriteAllLinesAsync(entry, (await File.ReadAllLinesAsync(entry, cancel)).Where(line => !line.StartsWith("limits:", StringComparison.Ordinal)), cancel);
        var issued = new List<string>();
        for (var key = 0; key < keys; key++) issued.Add(await Approver.IssueAsync(folder, cancel, "invoice-desk", "--held-by", "dana@example.com"));
        var process = ChildProgram.Start(ChildProgram.Server,
            ["serve", "--http", "http://127.0.0.1:0", "--config", folder.Config, "--skills", folder.Skills, "--data", folder.Data],
            new Dictionary<string, string> { ["NORTHWIND_USER"] = "ap-desk", ["NORTHWIND_PASSWORD"] = "demo-Northwind-7!" });
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync(cancel) ?? throw new DemoFailure("the server did not start");
        return (new HttpServerRun(process, portal, folder, new Uri(line.Split(' ')[^1])), issued);
    }

    /// <summary>A tools/call of the newest revision.</summary>
    public HttpRequestMessage Call(string key, string tool, JsonObject arguments)
    {
        var body = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = "tools/call",
            ["params"] = new JsonObject
            {
                ["name"] = tool,
                ["arguments"] = arguments.DeepClone(),
                ["_meta"] = new JsonObject { ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28", ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject() },
            },
        };
        var request = Post(key, body);
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", tool);
        if ((string?)arguments["session"] is { } session) request.Headers.Add("Mcp-Param-Portal-Session", session);
        return request;
    }

    public HttpRequestMessage Post(string key, JsonObject body, string? session = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _process.Dispose();
        await _portal.DisposeAsync();
        Directory.Delete(_folder.Root, recursive: true);
    }
}
