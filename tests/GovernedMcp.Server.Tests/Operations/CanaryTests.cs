using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Server.Tests.Mcp.HttpTransport;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>Secrets in every place of a request where one can be written, and none in what the server tells about it.</summary>
public sealed class CanaryTests
{
    private const string Canary = "gmw_S3cr3tCANARY";

    [Fact]
    public async Task No_line_and_no_signal_holds_what_a_client_sent()
    {
        await using var server = await HttpServer.StartAsync(level: LogEventLevel.Information);
        using var heard = new Listening(server.Services.GetRequiredService<RoadSignals>());
        foreach (var request in Requests(server))
        {
            using (request)
            using (var reply = await server.Client.SendAsync(request)) await reply.Content.ReadAsStringAsync();
        }

        var log = Log(server);
        log.Split('\n').Length.ShouldBeGreaterThan(10);
        foreach (var secret in (string[])["CANARY", server.Key, server.Key[^20..]])
        {
            log.Split('\n').Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBe([]);
            heard.Text.ShouldNotContain(secret);
        }

        heard.Of("governed_mcp.calls").ShouldNotBeEmpty();
        heard.Of("governed_mcp.http.refusals").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_request_is_one_line_that_says_who_asked_for_what_and_how_it_ended()
    {
        await using var server = await HttpServer.StartAsync(level: LogEventLevel.Information);
        using (await server.Client.GetAsync(new Uri(server.Address, "/readyz")))
        using (await server.Client.GetAsync(new Uri(server.Address, "/gmw_unknown?x=1")))
        using (var reply = await server.Client.SendAsync(server.Modern("tools/call", HttpServer.Call("portal_list")))) await reply.Content.ReadAsStringAsync();

        var lines = Log(server).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["Properties"]!)
            .Where(line => (string?)line["SourceContext"] == "GovernedMcp.Server.Operations.RequestLog").ToList();
        lines.Select(line => $"{line["Method"]} {line["Path"]} {line["Status"]} {line["Workflow"]} {line["RpcMethod"]} {line["Tool"]}").ShouldBe(
            ["GET (other) 404 - - -", "POST /mcp 200 invoice-desk tools/call portal_list"]);
        ((string)lines[1]["Principal"]!).ShouldBe(string.Join('_', server.Key.Split('_')[..2]));
        ((long)lines[1]["Milliseconds"]!).ShouldBeInRange(0, 60_000);
    }

    private static IEnumerable<HttpRequestMessage> Requests(HttpServer server)
    {
        var call = HttpServer.Call("portal_login", new JsonObject { ["portal"] = Canary });
        yield return server.Modern("tools/call", call);
        yield return server.Modern("tools/call", HttpServer.Call(Canary, new JsonObject { [Canary] = Canary }));
        yield return server.Modern(Canary);
        yield return server.Modern("tools/call", HttpServer.Call("portal_list"), request => request.Headers.Add("baggage", $"key={Canary}"));
        yield return server.Modern("tools/call", HttpServer.Call("portal_list"), request => request.Headers.Add("tracestate", $"key={Canary}"));
        yield return server.Modern("tools/call", HttpServer.Call("portal_list"), request => request.Headers.Add("traceparent", Canary));
        yield return server.Modern("tools/call", HttpServer.Call("portal_list"), request => request.Headers.UserAgent.ParseAdd(Canary));
        yield return server.Request($$$"""{"jsonrpc":"2.0","id":"{{{Canary}}}","method":"{{{Canary}}}","params":{"{{{Canary}}}":1,"{{{Canary}}}":2}}""");
        yield return server.Request(Canary);
        yield return server.Request("{}", request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Canary));
        yield return server.Request("{}", request => request.Headers.Authorization = new AuthenticationHeaderValue(Canary, Canary));
        yield return server.Request("{}", request => request.RequestUri = new Uri(server.Address, $"/mcp?token={Canary}&{Canary}={server.Key}"));
        yield return server.Request("{}", request => request.RequestUri = new Uri(server.Address, $"/{Canary}/{server.Key}?{Canary}"));
        yield return server.Request("{}", request => request.RequestUri = new Uri(server.Address, $"/.well-known/oauth-protected-resource/{Canary}"));
        yield return server.Request("{}", request => request.Headers.Host = $"{Canary.Replace('_', '-')}.example");
        yield return server.Request("{}", request => request.Headers.Add("Origin", $"https://{Canary}.example"));
        yield return server.Request("{}", request => request.Headers.Add("Mcp-Session-Id", Canary));
        yield return server.Request("{}", request => request.Method = new HttpMethod(Canary.Replace("_", "", StringComparison.Ordinal)));
        yield return server.Request("{}", request => request.Headers.TryAddWithoutValidation("MCP-Protocol-Version", Canary));
    }

    private static string Log(HttpServer server) => string.Concat(Directory.GetFiles(Path.Combine(server.Folders.Data, "logs")).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }));
}
