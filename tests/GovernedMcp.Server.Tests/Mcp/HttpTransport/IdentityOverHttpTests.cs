using System.Net;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Mcp.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>Tokens of a real issuer, over real HTTP.</summary>
public sealed class IdentityOverHttpTests : IAsyncLifetime
{
    private IdentityWorld _world = null!;
    private HttpServer _server = null!;

    public static TheoryData<string> Bad() => new(BadTokens.All.Keys);

    public async Task InitializeAsync()
    {
        _world = await IdentityWorld.StartAsync();
        _server = await HttpServer.StartAsync(change: services => services
            .Replace(ServiceDescriptor.Singleton(_world.World.Policies))
            .Replace(ServiceDescriptor.Singleton(_world.World.Governor))
            .Replace(ServiceDescriptor.Singleton(_world.Door)));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_token_is_turned_away_before_the_body_and_never_echoed(string name)
    {
        var token = BadTokens.All[name].Make(_world);
        using var reply = await _server.SendAsync(_server.Modern("tools/list", change: request => Use(request, token)));
        reply.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var challenge = reply.Headers.WwwAuthenticate.ToString();
        challenge.ShouldStartWith("Bearer error=\"invalid_token\"");
        challenge.ShouldContain("resource_metadata=\"https://portals.example.com/.well-known/oauth-protected-resource/mcp\"");
        if (token.Length > 20) (challenge + await reply.Content.ReadAsStringAsync()).ShouldNotContain(token);
        _world.World.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_good_token_works_and_its_person_is_on_record()
    {
        using var reply = await _server.SendAsync(_server.Modern("tools/call", HttpServer.Call("portal_list"), request => Use(request, _world.Token())));
        ((string?)(await HttpServer.MessageAsync(reply))["result"]!["structuredContent"]!["outcome"]).ShouldBe("completed");
        _world.World.Log.Entries.ShouldAllBe(entry => entry.Agent == "desk" && entry.Actor == "dana@example.com");
    }

    [Fact]
    public async Task Who_lacks_the_scope_to_write_is_told_which_to_ask_for_and_nothing_runs()
    {
        using var reply = await _server.SendAsync(_server.Modern("tools/call", HttpServer.Call("portal_fill_form"), request => Use(request, _world.Token())));
        reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        reply.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer error=\"insufficient_scope\"");
        reply.Headers.WwwAuthenticate.ToString().ShouldContain("scope=\"portals:read portals:write\"");
        _world.World.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_outlives_its_token_but_serves_no_other_person()
    {
        var session = await _server.InitializeAsync(_world.Token());
        using var renewed = await PingAsync(session, _world.Token((_, claims) => claims["jti"] = "another"));
        renewed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = await PingAsync(session, _world.Token((_, claims) => claims["sub"] = "user-2"));
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var late = await PingAsync(session, BadTokens.All["expired"].Make(_world));
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_a_client_calls_itself_changes_nothing()
    {
        var meta = HttpServer.Meta();
        meta["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "closed", ["version"] = "1" };
        var parameters = HttpServer.Call("portal_list");
        parameters["_meta"] = meta;
        using var reply = await _server.SendAsync(_server.Modern("tools/call", parameters, request => Use(request, _world.Token())));
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
        _world.World.Log.Entries.ShouldAllBe(entry => entry.Agent == "desk");
    }

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource")]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    public async Task The_resource_says_where_tokens_come_from(string path)
    {
        var document = JsonNode.Parse(await _server.Client.GetStringAsync(new Uri(_server.Address, path)))!;
        ((string?)document["resource"]).ShouldBe(IdentityWorld.Resource);
        ((string?)document["authorization_servers"]![0]).ShouldBe(_world.Issuer.Name);
    }

    private static void Use(HttpRequestMessage request, string token)
    {
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}").ShouldBeTrue();
    }

    private Task<HttpResponseMessage> PingAsync(string session, string token) =>
        _server.SendAsync(_server.Request("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", request => _server.InSession(request, session, token)));
}
