using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Server.Tests.Mcp.Skills;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelContextProtocol;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>Skills and notices of change over HTTP, where many callers share one server.</summary>
public sealed class HttpSkillTests : IAsyncLifetime
{
    private readonly World _world = SkillWorld.Make();
    private HttpServer _server = null!;
    private string _desk = "", _other = "";

    public async Task InitializeAsync()
    {
        _server = await HttpServer.StartAsync(change: services => services.Replace(ServiceDescriptor.Singleton(_world.Governor)).Replace(ServiceDescriptor.Singleton(_world.Policies)));
        _desk = await _server.IssueAsync("desk", "dana@example.com");
        _other = await _server.IssueAsync("other", "dana@example.com");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("skills/list")]
    [InlineData("resources/list")]
    [InlineData("prompts/list")]
    public async Task Each_request_is_answered_for_its_own_caller(string method)
    {
        foreach (var (key, mine, theirs) in new[] { (_desk, "acme", "bravo"), (_other, "bravo", "acme"), (_desk, "acme", "bravo") })
        {
            using var reply = await _server.SendAsync(_server.Modern(method, change: By(key)));
            var told = (await HttpServer.MessageAsync(reply)).ToJsonString();
            told.ShouldContain(mine);
            told.ShouldNotContain(theirs);
        }
    }

    [Fact]
    public async Task Another_callers_Skill_is_not_found()
    {
        using var reply = await _server.SendAsync(_server.Modern("skills/get", new JsonObject { ["uri"] = "skill://bravo/SKILL.md" }, By(_desk)));
        ((int?)(await HttpServer.MessageAsync(reply))["error"]?["code"]).ShouldBe((int)McpErrorCode.InvalidParams);
    }

    [Fact]
    public async Task A_subscription_is_a_stream_of_its_own_until_the_server_ends()
    {
        var asked = new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true, ["resourceSubscriptions"] = new JsonArray("skill://acme/SKILL.md", "skill://bravo/SKILL.md") } };
        using var reply = await _server.SendAsync(_server.Modern("subscriptions/listen", asked, By(_desk), id: "l1"));
        using var stream = new StreamReader(await reply.Content.ReadAsStreamAsync());
        var first = await NextAsync(stream);
        ((string?)first["method"]).ShouldBe("notifications/subscriptions/acknowledged");
        first["params"]!["notifications"]!["resourceSubscriptions"]!.ToJsonString().ShouldBe("""["skill://acme/SKILL.md"]""");

        SkillWorld.Serve(_world, "Be brief.");
        foreach (var method in new[] { "notifications/tools/list_changed", "notifications/resources/updated" })
        {
            var told = await NextAsync(stream);
            ((string?)told["method"]).ShouldBe(method);
            ((string?)told["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]).ShouldBe("l1");
        }

        _server.Services.GetRequiredService<McpEndpoint>().End();
        var last = await NextAsync(stream);
        ((string?)last["id"]).ShouldBe("l1");
        ((string?)last["result"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]).ShouldBe("l1");
        (await stream.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30))).ShouldNotContain("data:");
    }

    [Fact]
    public async Task A_stop_of_the_server_ends_open_subscriptions_with_their_result()
    {
        using var reply = await _server.SendAsync(_server.Modern("subscriptions/listen", new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } }, By(_desk), id: "l1"));
        using var stream = new StreamReader(await reply.Content.ReadAsStreamAsync());
        await NextAsync(stream);
        _server.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        (await NextAsync(stream)).ContainsKey("result").ShouldBeTrue();
    }

    [Fact]
    public async Task A_notice_on_its_way_while_the_server_ends_costs_no_subscriber_the_result()
    {
        await using var server = await HttpServer.StartAsync(change: services =>
            services.Replace(ServiceDescriptor.Singleton(_world.Governor)).Replace(ServiceDescriptor.Singleton(_world.Policies)).AddSingleton<IStartupFilter, SlowClient>());
        var key = await server.IssueAsync("desk", "dana@example.com");
        using var reply = await server.SendAsync(server.Modern("subscriptions/listen", new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } }, By(key), id: "l1"));
        using var stream = new StreamReader(await reply.Content.ReadAsStreamAsync());
        await NextAsync(stream);
        server.Services.GetRequiredService<McpEndpoint>().End();
        (await NextAsync(stream)).ContainsKey("result").ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_is_told_changes_on_its_stream()
    {
        var session = await _server.InitializeAsync(_desk);
        using var ask = new HttpRequestMessage(HttpMethod.Get, _server.Address);
        ask.Headers.Accept.ParseAdd("text/event-stream");
        _server.InSession(ask, session, _desk);
        using var reply = await _server.SendAsync(ask);
        using var stream = new StreamReader(await reply.Content.ReadAsStreamAsync());
        SkillWorld.Serve(_world, "Be brief.");
        var told = new List<string>();
        while (told.Count < 3) told.Add((string)(await NextAsync(stream))["method"]!);
        told.ShouldBe(["notifications/tools/list_changed", "notifications/resources/list_changed", "notifications/prompts/list_changed"], ignoreOrder: true);
    }

    /// <summary>A client that takes what it is sent slowly: a write is over long after its bytes have come, and one that is broken off ends the connection, as the web server does it.</summary>
    private sealed class SlowClient : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (HttpContext http, RequestDelegate rest) =>
            {
                http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new SlowBody(http, http.Response.Body)));
                await rest(http);
            });
            next(app);
        };
    }

    private sealed class SlowBody(HttpContext http, Stream body) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => body.WriteAsync(buffer, cancellationToken);

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await body.FlushAsync(cancellationToken);
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
            catch (OperationCanceledException)
            {
                http.Abort();
                throw;
            }
        }
    }

    private static Action<HttpRequestMessage> By(string key) => request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private static async Task<JsonObject> NextAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && line.Length > 6) return JsonNode.Parse(line[6..])!.AsObject();
        }

        throw new EndOfStreamException();
    }
}
