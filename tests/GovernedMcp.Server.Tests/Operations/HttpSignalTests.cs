using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;
using GovernedMcp.Governance.Signals;
using GovernedMcp.Server.Tests.Mcp.HttpTransport;
using GovernedMcp.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>What is measured and traced of requests over HTTP.</summary>
public sealed class HttpSignalTests(HttpServerFixture fixture) : IClassFixture<HttpServerFixture>
{
    private const string OfHeader = "0af7651916cd43dd8448eb211c80319c";
    private const string OfMeta = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Header = $"00-{OfHeader}-b7ad6b7169203331-01";
    private const string Meta = $"00-{OfMeta}-00f067aa0ba902b7-01";

    private HttpServer Server => fixture.Server;

    [Theory]
    [InlineData(Header, null, OfHeader)]
    [InlineData(Header, Meta, OfMeta)]
    [InlineData(Header, "nonsense", OfHeader)]
    [InlineData(Header + "-extension-of-a-later-version", null, null)]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", null, null)]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01", null, null)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", null, null)]
    [InlineData("gmw_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331gm", null, null)]
    public async Task The_trace_of_a_call_is_that_of_its_message_else_that_of_its_request(string header, string? meta, string? expected)
    {
        foreach (var modern in (bool[])[true, false])
        {
            using var request = await CallAsync(modern, meta);
            request.Headers.TryAddWithoutValidation("traceparent", header);
            using var reply = await Server.SendAsync(request);
            await HttpServer.MessageAsync(reply);
            Server.Services.GetRequiredService<LocalStore>().Reader.Tail(1)[0].TraceId.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_call_over_http_has_its_steps_and_its_records_in_one_trace()
    {
        using var heard = new Listening(Server.Services.GetRequiredService<RoadSignals>());
        foreach (var modern in (bool[])[true, false])
        {
            using var request = await CallAsync(modern, meta: null);
            request.Headers.TryAddWithoutValidation("traceparent", Header);
            using var reply = await Server.SendAsync(request);
            await HttpServer.MessageAsync(reply);
        }

        var calls = heard.Spans.Where(span => span.DisplayName == "tools/call portal_list").ToList();
        calls.Count.ShouldBe(2);
        foreach (var call in calls)
        {
            call.ParentSpanId.ToHexString().ShouldBe("b7ad6b7169203331");
            call.GetTagItem("network.transport").ShouldBe("tcp");
            heard.Spans.Where(span => span.ParentSpanId == call.SpanId).Select(span => span.DisplayName).ShouldBe([RoadSteps.Decide, RoadSteps.Record, RoadSteps.Block, RoadSteps.Record]);
        }
    }

    [Fact]
    public async Task Records_are_timed_sessions_are_counted_and_refusals_too()
    {
        using var heard = new Listening(Server.Services.GetRequiredService<RoadSignals>());
        using (var request = await CallAsync(modern: false, meta: null))
        using (var reply = await Server.SendAsync(request)) await HttpServer.MessageAsync(reply);
        using (var request = Server.Request("{}", request => request.Headers.Authorization = null))
        using (await Server.SendAsync(request))
        using (await Server.Client.GetAsync(new Uri(Server.Address, "/nowhere")))
        {
        }

        heard.Of("governed_mcp.record.duration").Select(record => record.Tags["governed_mcp.record.type"]).ShouldBe([AuditTypes.Intent, AuditTypes.Outcome]);
        heard.Of("governed_mcp.record.duration").ShouldAllBe(record => record.Value > 0 && record.Value < 10);
        heard.Of("governed_mcp.http.refusals").Select(refusal => refusal.Tags["http.response.status_code"]).Order().ShouldBe(["401", "404"]);
        heard.Of("governed_mcp.mcp_sessions")[^1].Value.ShouldBeGreaterThanOrEqualTo(1);
        heard.Of("governed_mcp.portal_sessions")[^1].Value.ShouldBe(0);
    }

    private async Task<HttpRequestMessage> CallAsync(bool modern, string? meta)
    {
        var parameters = HttpServer.Call("portal_list");
        if (modern)
        {
            parameters["_meta"] = HttpServer.Meta();
            if (meta is not null) parameters["_meta"]!["traceparent"] = meta;
            return Server.Modern("tools/call", parameters);
        }

        if (meta is not null) parameters["_meta"] = new JsonObject { ["traceparent"] = meta };
        var session = await Server.InitializeAsync();
        var body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "tools/call", ["params"] = parameters };
        return Server.Request(body.ToJsonString(), request => Server.InSession(request, session));
    }
}
