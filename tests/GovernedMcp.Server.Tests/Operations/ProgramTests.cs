using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GovernedMcp.Server.Tests.Faults;
using GovernedMcp.Server.Tests.Mcp.HttpTransport;
using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>Operations of the real program.</summary>
public sealed class ProgramTests : IDisposable
{
    private const string Call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_list","arguments":{},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";
    private const string Canary = "S3cr3tCANARY";
    private readonly TrialFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task On_a_full_disk_it_is_not_ready_and_when_there_is_space_again_it_is()
    {
        await using var program = await HttpProgram.StartAsync(_folders);
        (await StatusAsync(program, "/readyz")).ShouldBe(HttpStatusCode.OK);
        await program.LimitFilesAsync(1);
        await Until.HoldsAsync("it is not ready", async () => await StatusAsync(program, "/readyz") == HttpStatusCode.ServiceUnavailable, TimeSpan.FromMilliseconds(200), seconds: 10);
        using (var reply = await program.Client.GetAsync(new Uri(program.Address, "/readyz")))
            (await reply.Content.ReadAsStringAsync()).ShouldBe("""{"ready":false,"parts":{"store":{"ok":false,"why":"cannot be written"},"policy":{"ok":true},"browser":{"ok":true}}}""");
        (await StatusAsync(program, "/healthz")).ShouldBe(HttpStatusCode.OK);
        await program.LimitFilesAsync(null);
        await Until.HoldsAsync("it is ready", async () => await StatusAsync(program, "/readyz") == HttpStatusCode.OK, TimeSpan.FromMilliseconds(200), seconds: 10);
    }

    [Fact]
    public async Task With_the_standard_variable_set_a_collector_gets_measurements_and_traces()
    {
        await using var collector = await Collector.StartAsync();
        var key = await _folders.IssueAsync("invoice-desk");
        await using var program = await HttpProgram.StartAsync(_folders,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=trial"));
        await CallAsync(program, key);

        await Until.HoldsAsync("traces came", () => collector.At("/v1/traces").Contains("tools/call portal_list", StringComparison.Ordinal));
        await Until.HoldsAsync("measurements came", () => collector.At("/v1/metrics").Contains("governed_mcp.calls", StringComparison.Ordinal));
        var sent = collector.At("/v1/traces") + collector.At("/v1/metrics");
        foreach (var name in (string[])["governed-mcp", "trial", "decide", "block", "record", "governed_mcp.record.duration", "governed_mcp.portal_sessions", "governed_mcp.mcp_sessions", "invoice-desk"]) sent.ShouldContain(name);
        foreach (var secret in (string[])[Canary, key, key[^20..]]) (sent + program.Said).ShouldNotContain(secret);
        program.HasLoaded("OpenTelemetry").ShouldBeTrue();
    }

    [Fact]
    public async Task Each_signal_can_have_a_collector_of_its_own()
    {
        await using var collector = await Collector.StartAsync();
        var key = await _folders.IssueAsync("invoice-desk");
        await using var program = await HttpProgram.StartAsync(_folders,
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", $"{collector.Address}/only/traces"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "100"), ("OTEL_BSP_SCHEDULE_DELAY", "300"), ("OTEL_SERVICE_NAME", "north-desk"));
        await CallAsync(program, key);
        await Until.HoldsAsync("traces came", () => collector.At("/only/traces").Contains("tools/call portal_list", StringComparison.Ordinal));
        collector.At("/only/traces").ShouldContain("north-desk");
        collector.At("/v1/metrics").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_variable_nothing_of_OpenTelemetry_is_loaded()
    {
        await using var program = await HttpProgram.StartAsync(_folders);
        (await StatusAsync(program, "/healthz")).ShouldBe(HttpStatusCode.OK);
        program.HasLoaded("OpenTelemetry").ShouldBeFalse();
        using var stdio = await new ChildServer(_folders).InitializedAsync();
        File.ReadAllText($"/proc/{stdio.Id}/maps").ShouldNotContain("OpenTelemetry");
    }

    private static async Task CallAsync(HttpProgram program, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(program.Address, $"/mcp?{Canary}")) { Content = new StringContent(Call, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("MCP-Protocol-Version", HttpServer.PerRequest);
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", "portal_list");
        request.Headers.Add("baggage", $"key={Canary}");
        using var reply = await program.Client.SendAsync(request);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("completed");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpProgram program, string path)
    {
        using var reply = await program.Client.GetAsync(new Uri(program.Address, path));
        return reply.StatusCode;
    }
}
