using System.Net;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Server.Tests.Faults;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

public sealed class SessionTests(HttpServerFixture fixture) : IClassFixture<HttpServerFixture>
{
    private const string Ping = """{"jsonrpc":"2.0","id":7,"method":"ping"}""";

    private HttpServer Server => fixture.Server;

    [Fact]
    public async Task A_session_carries_its_id_in_every_answer()
    {
        var session = await Server.InitializeAsync();
        using var reply = await PingAsync(session);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        reply.Headers.GetValues("Mcp-Session-Id").ShouldBe([session]);
        session.Length.ShouldBeGreaterThanOrEqualTo(32);
        session.ShouldAllBe(c => c > ' ' && c <= '~');
    }

    [Fact]
    public async Task Another_principals_session_looks_like_one_that_never_was()
    {
        var session = await Server.InitializeAsync();
        var other = await Server.IssueAsync("invoice-desk", "lee@example.com");
        var foreign = await TextOfAsync(HttpMethod.Post, session, other);
        var unknown = await TextOfAsync(HttpMethod.Post, "no-such-session", other);
        foreign.ShouldBe(unknown);
        foreign.Status.ShouldBe(HttpStatusCode.NotFound);
        foreign.Text.ShouldContain("-32001");
        foreign.Text.ShouldContain("\"id\":7");
        (await TextOfAsync(HttpMethod.Get, session, other)).ShouldBe(await TextOfAsync(HttpMethod.Get, "no-such-session", other));
        (await TextOfAsync(HttpMethod.Delete, session, other)).ShouldBe(await TextOfAsync(HttpMethod.Delete, "no-such-session", other));

        using var still = await PingAsync(session);
        still.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_workflow_with_another_key_is_another_principal()
    {
        var session = await Server.InitializeAsync();
        var second = await Server.IssueAsync("invoice-desk", "dana@example.com");
        (await TextOfAsync(HttpMethod.Post, session, second)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_closed_session_is_gone()
    {
        var session = await Server.InitializeAsync();
        (await TextOfAsync(HttpMethod.Delete, session, Server.Key)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await TextOfAsync(HttpMethod.Post, session, Server.Key)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await TextOfAsync(HttpMethod.Delete, session, Server.Key)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_is_initialized_once()
    {
        var session = await Server.InitializeAsync();
        using var again = await Server.SendAsync(Server.Request("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""",
            request => Server.InSession(request, session)));
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_a_session_only_initialize_is_heard()
    {
        using var reply = await Server.SendAsync(Server.Request(Ping));
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((int)(await HttpServer.MessageAsync(reply))["error"]!["code"]!).ShouldBe(-32600);
    }

    [Fact]
    public async Task A_session_has_one_stream_of_its_own()
    {
        var session = await Server.InitializeAsync();
        using var first = await Server.SendAsync(Get(session));
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var second = await Server.SendAsync(Get(session));
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_revoked_key_is_worth_nothing_in_an_old_session()
    {
        var key = await Server.IssueAsync("invoice-desk", "dana@example.com");
        var session = await Server.InitializeAsync(key);
        using (var store = Storage.LocalStore.Open(Server.Folders.Data, TimeProvider.System)) (await store.Keys.RevokeAsync(string.Join('_', key.Split('_')[..2]), "test")).ShouldBeTrue();
        (await TextOfAsync(HttpMethod.Post, session, key)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_newest_revision_has_no_sessions()
    {
        using var reply = await Server.SendAsync(Server.Modern("tools/list", change: request => request.Headers.Add("Mcp-Session-Id", "anything")));
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        reply.Headers.Contains("Mcp-Session-Id").ShouldBeFalse();
    }

    [Fact]
    public async Task Idle_sessions_close_and_too_many_are_turned_away()
    {
        await using var server = await HttpServer.StartAsync(new HttpLimits { SessionsPerPrincipal = 2, SessionIdle = TimeSpan.FromSeconds(2) });
        var first = await server.InitializeAsync();
        await server.InitializeAsync();
        var refused = await Should.ThrowAsync<HttpRequestException>(() => server.InitializeAsync());
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        // The look for idle sessions comes every five seconds.
        await Until.HoldsAsync("the idle session is gone", async () =>
        {
            using var reply = await server.SendAsync(server.Request(Ping, request => server.InSession(request, first)));
            return reply.StatusCode == HttpStatusCode.NotFound;
        }, TimeSpan.FromSeconds(3));
        await server.InitializeAsync();
    }

    private Task<HttpResponseMessage> PingAsync(string session) => Server.SendAsync(Server.Request(Ping, request => Server.InSession(request, session)));

    private HttpRequestMessage Get(string session)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Server.Address);
        request.Headers.Accept.ParseAdd("text/event-stream");
        Server.InSession(request, session);
        return request;
    }

    private async Task<(HttpStatusCode Status, string Text)> TextOfAsync(HttpMethod method, string session, string key)
    {
        using var request = Server.Request(Ping, request => Server.InSession(request, session, key));
        request.Method = method;
        if (method != HttpMethod.Post) request.Content = null;
        using var reply = await Server.SendAsync(request);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }
}
