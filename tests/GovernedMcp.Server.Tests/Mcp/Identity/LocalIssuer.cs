using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Tests.Mcp.Identity;

/// <summary>A real authorization server's public half on this machine: metadata and keys, with real keys that sign.</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    public const string OAuthPath = "/.well-known/oauth-authorization-server/realms/acme";
    public const string OpenIdPath = "/realms/acme/.well-known/openid-configuration";
    private const string KeysPath = "/realms/acme/keys";

    private readonly WebApplication _app;

    private LocalIssuer(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";
    public string Name => $"{Address}/realms/acme";

    public List<SigningKey> Keys { get; } = [SigningKey.Rsa("rsa-1", key: SigningKey.Shared), SigningKey.Curve("ec-1")];

    /// <summary>Where it serves its metadata.</summary>
    public string MetadataPath { get; set; } = OAuthPath;

    /// <summary>What its metadata calls itself, when not by its name.</summary>
    public string? CallsItself { get; set; }

    public string? KeysAddress { get; set; }

    /// <summary>What it answers with instead of everything else.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public List<string> Asked { get; } = [];

    public int KeyFetches => Asked.Count(path => path == KeysPath);

    public static async Task<LocalIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var issuer = new LocalIssuer(builder.Build());
        issuer._app.Run(issuer.AnswerAsync);
        await issuer._app.StartAsync();
        issuer.Address = issuer._app.Urls.Single();
        return issuer;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in Keys) key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        lock (Asked) Asked.Add(path);
        if (Instead is not null) return Instead(context);
        if (path == MetadataPath) return context.Response.WriteAsync(Metadata());
        if (path == KeysPath) return context.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.Published.DeepClone())]) }.ToJsonString());
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private string Metadata() => new JsonObject { ["issuer"] = CallsItself ?? Name, ["jwks_uri"] = KeysAddress ?? Address + KeysPath }.ToJsonString();
}
