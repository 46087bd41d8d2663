using System.Net;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Identity;
using GovernedMcp.Server.Mcp.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>The registration and the route that the HTTP host uses, on a real socket.</summary>
public sealed class ResourceMetadataTests : IAsyncLifetime
{
    private IdentityWorld _world = null!;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _world = await IdentityWorld.StartAsync();
        // As little of the framework as the HTTP host has.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(_world.World.Clock).AddSingleton(_world.World.Policies).AddSingleton(_world.Store.Keys).AddHttpIdentity();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapResourceMetadata();
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource")]
    [InlineData("/.well-known/oauth-protected-resource/mcp")]
    public async Task A_client_finds_where_tokens_come_from(string path)
    {
        using var response = await _http.GetAsync(path);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((string?)document["resource"]).ShouldBe(IdentityWorld.Resource);
        document["authorization_servers"]!.AsArray().Select(server => (string?)server).ShouldBe([_world.Issuer.Name]);
        document["scopes_supported"]!.AsArray().Select(scope => (string?)scope).ShouldBe(["portals:read", "portals:write"]);
        document["bearer_methods_supported"]!.ToJsonString().ShouldBe("[\"header\"]");
    }

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/other")]
    [InlineData("/.well-known/oauth-protected-resource/mcp/more")]
    public async Task Another_resource_is_not_here(string path) => (await StatusAsync(path)).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Without_an_issuer_there_is_no_such_document()
    {
        _world.Swap(null);
        (await StatusAsync(ResourceMetadata.RootPath)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://portals.example.com/", "https://portals.example.com/.well-known/oauth-protected-resource")]
    [InlineData("https://portals.example.com/a/b", "https://portals.example.com/.well-known/oauth-protected-resource/a/b")]
    public async Task The_document_lies_where_the_path_of_the_resource_says(string resource, string address)
    {
        ResourceMetadata.AddressOf(new Uri(resource)).AbsoluteUri.ShouldBe(address);
        _world.Swap(new IdentityRails(new Uri(resource), _world.World.Policies.Current.Rails.Identity!.Issuers));
        (await StatusAsync(new Uri(address).AbsolutePath)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_registered_proves_a_caller() =>
        (await _app.Services.GetRequiredService<BearerAuthentication>().ReadAsync($"Bearer {_world.Token()}", CancellationToken.None)).ShouldBeOfType<Authentication.Proven>();

    [Fact]
    public void Challenges_are_registered_too() => _app.Services.GetRequiredService<Challenges>().ShouldNotBeNull();

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return response.StatusCode;
    }
}
