using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Tools;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Server.Mcp.HttpTransport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>Replies as streams of events, in front of a world in memory whose sign-in takes as long as a test wants.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private static readonly HttpLimits Quick = new() { Grace = TimeSpan.FromMilliseconds(200), KeepAlive = TimeSpan.FromMilliseconds(200) };

    private readonly World _world = new();
    private HttpServer _server = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        _server = await HttpServer.StartAsync(Quick, services => services.Replace(ServiceDescriptor.Singleton(_world.Governor)));
        _key = await _server.IssueAsync(World.Dana.Workflow, World.Dana.HeldBy);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_silent_call_keeps_its_stream_alive_with_comments()
    {
        _world.Login.Waiting = (new TaskCompletionSource(), TimeSpan.FromSeconds(1));
        using var reply = await _server.SendAsync(Login());
        var text = await reply.Content.ReadAsStringAsync();
        text.Split("\n\n").Count(part => part == ":").ShouldBeInRange(2, 6);
        text.ShouldContain("\"outcome\":\"completed\"");
    }

    [Fact]
    public async Task Progress_comes_in_the_calls_own_stream_before_its_reply()
    {
        _world.Login.Body = (_, run) =>
        {
            foreach (var done in new[] { 1, 2 }) run.Progress.Report(new BlockProgress(done, 2, $"page {done}"));
            return Task.FromResult(new BlockResult { Message = "done" });
        };
        using var reply = await _server.SendAsync(Login(new JsonObject { ["progressToken"] = "t" }));
        var text = await reply.Content.ReadAsStringAsync();
        text.IndexOf("page 1", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("page 2", StringComparison.Ordinal));
        text.IndexOf("page 2", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("\"outcome\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_hangs_up_cancels_its_call()
    {
        var began = new TaskCompletionSource();
        _world.Login.Waiting = (began, Timeout.InfiniteTimeSpan);
        using var gone = new CancellationTokenSource();
        var sending = _server.SendAsync(Login(), gone.Token);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        await _server.Services.GetRequiredService<McpEndpoint>().Calls.NoneAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _world.Log.Entries.Last().Type.ShouldBe("outcome");
        _world.Log.Entries.Last().RuleId.ShouldBe("call.cancelled");
    }

    [Fact]
    public async Task A_client_of_an_older_session_that_hangs_up_cancels_nothing()
    {
        var session = await _server.InitializeAsync(_key);
        var began = new TaskCompletionSource();
        _world.Login.Waiting = (began, TimeSpan.FromSeconds(1));
        using var gone = new CancellationTokenSource();
        // Headers may have come already; what is given up is the reading of the reply.
        var sending = _server.Client.SendAsync(_server.Request("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"portal_login","arguments":{"portal":"acme"}}}""", request => _server.InSession(request, session, _key)), gone.Token);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        await _server.Services.GetRequiredService<McpEndpoint>().Calls.NoneAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _world.Log.Entries.Last().Outcome.ShouldBe("completed");
    }

    [Fact]
    public async Task Who_asks_too_much_at_once_is_asked_to_wait()
    {
        await using var server = await HttpServer.StartAsync(Quick with { RequestsPerPrincipal = 1 }, services => services.Replace(ServiceDescriptor.Singleton(_world.Governor)));
        var key = await server.IssueAsync(World.Dana.Workflow, World.Dana.HeldBy);
        var began = new TaskCompletionSource();
        _world.Login.Waiting = (began, TimeSpan.FromSeconds(1));
        var first = server.SendAsync(server.Modern("tools/call", HttpServer.Call("portal_login", new JsonObject { ["portal"] = "acme" }), request => Use(request, key)));
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using var second = await server.SendAsync(server.Modern("tools/list", change: request => Use(request, key)));
        second.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        second.Headers.RetryAfter.ShouldNotBeNull();
        using var other = await server.SendAsync(server.Modern("tools/list"));
        other.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        using var done = await first;
    }

    private HttpRequestMessage Login(JsonObject? meta = null)
    {
        var parameters = HttpServer.Call("portal_login", new JsonObject { ["portal"] = "acme" });
        parameters["_meta"] = HttpServer.Meta();
        foreach (var (name, value) in meta ?? []) parameters["_meta"]![name] = value?.DeepClone();
        return _server.Modern("tools/call", parameters, request => Use(request, _key));
    }

    private static void Use(HttpRequestMessage request, string key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
}
