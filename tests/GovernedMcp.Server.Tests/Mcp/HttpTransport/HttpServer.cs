using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Cli;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serilog.Events;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>The whole server on a loopback port: the shipped configuration, a store of its own, and a key for its workflow.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    public const string PerRequest = "2026-07-28";

    private readonly TrialFolders _folders = new();
    private ServerStart _start = null!;
    private WebApplication _app = null!;

    public string Key { get; private set; } = "";
    public Uri Address { get; private set; } = null!;
    public HttpClient Client { get; } = new();
    public IServiceProvider Services => _app.Services;
    public TrialFolders Folders => _folders;

    public static async Task<HttpServer> StartAsync(HttpLimits? limits = null, Action<IServiceCollection>? change = null, string? gate = null, string rails = "",
        LogEventLevel level = LogEventLevel.Warning)
    {
        var server = new HttpServer();
        if (gate is not null) server._folders.AddToRails(gate, rails);
        server.Key = await server.IssueAsync("invoice-desk", "dana@example.com");
        server._start = await ServerStart.PrepareAsync(new Places(server._folders.Config, server._folders.Skills, server._folders.Data), level);
        server._app = HttpHost.Build(new HttpListen { Address = new Uri("http://127.0.0.1:0"), Origins = ["https://app.example.com"] }, builder =>
        {
            server._start.AddTo(builder);
            builder.Services.AddHttp();
            if (limits is not null) builder.Services.Replace(ServiceDescriptor.Singleton(limits));
            change?.Invoke(builder.Services);
        });
        await server._app.StartAsync();
        server.Address = new Uri(HttpHost.AddressOf(server._app));
        return server;
    }

    public async Task<string> IssueAsync(string workflow, string heldBy)
    {
        using var store = LocalStore.Open(_folders.Data, TimeProvider.System);
        return (await store.Keys.IssueWorkflowKeyAsync(workflow, heldBy, "test")).Text;
    }

    /// <summary>A good request of the older revisions; the change spoils it.</summary>
    public HttpRequestMessage Request(string body, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        change?.Invoke(request);
        return request;
    }

    /// <summary>A good request of the newest revision; the change spoils it.</summary>
    public HttpRequestMessage Modern(string method, JsonObject? parameters = null, Action<HttpRequestMessage>? change = null, JsonNode? id = null)
    {
        parameters ??= [];
        parameters["_meta"] ??= Meta();
        var body = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id ?? 1, ["method"] = method, ["params"] = parameters };
        return Request(body.ToJsonString(), request =>
        {
            request.Headers.Add("MCP-Protocol-Version", PerRequest);
            request.Headers.Add("Mcp-Method", method);
            if ((parameters["name"] ?? parameters["uri"]) is { } name) request.Headers.Add("Mcp-Name", (string)name!);
            change?.Invoke(request);
        });
    }

    public static JsonObject Meta() => new() { ["io.modelcontextprotocol/protocolVersion"] = PerRequest, ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject() };

    public static JsonObject Call(string tool, JsonObject? arguments = null) => new() { ["name"] = tool, ["arguments"] = arguments ?? [] };

    /// <summary>Opens a session; its id.</summary>
    public async Task<string> InitializeAsync(string? key = null)
    {
        using var request = Request("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}""",
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Key));
        using var reply = await Client.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        await MessageAsync(reply);
        var session = reply.Headers.GetValues("Mcp-Session-Id").Single();
        using var ready = await SendAsync(Request("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", request => InSession(request, session, key)));
        ready.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        return session;
    }

    public void InSession(HttpRequestMessage request, string session, string? key = null)
    {
        request.Headers.Add("Mcp-Session-Id", session);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Key);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel = default) =>
        Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);

    /// <summary>The JSON-RPC message of a reply: its JSON body, or the answer in its stream of events.</summary>
    public static async Task<JsonObject> MessageAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        if (reply.Content.Headers.ContentType?.MediaType != "text/event-stream") return JsonNode.Parse(text)!.AsObject();
        return text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!.AsObject()).Last(message => message.ContainsKey("id"));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _start.DisposeAsync();
        _folders.Dispose();
    }
}

/// <summary>One server for tests that leave nothing behind.</summary>
public sealed class HttpServerFixture : IAsyncLifetime
{
    internal HttpServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await HttpServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
