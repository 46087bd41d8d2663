using System.Net;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Operations;
using GovernedMcp.Server.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>The web server around the endpoint: where it listens, its limits, its routes.</summary>
internal static class HttpHost
{
    public const string Path = "/mcp";

    /// <param name="compose">Registers everything the endpoint needs.</param>
    public static WebApplication Build(HttpListen listen, Action<WebApplicationBuilder> compose)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, listen));
        if (listen.Certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        builder.Services.AddHttpTransport();
        compose(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<McpEndpoint>().End);
        var sites = listen.Sites;
        HealthPages.Use(app);
        var requests = app.Services.GetRequiredService<RequestLog>();
        app.Use(next => http => requests.ServeAsync(http, next));
        app.Use(next => http => GuardAsync(http, sites, next));
        app.UseRouting();
        app.MapMcp();
        app.MapResourceMetadata();
        app.MapApprovalPages();
        return app;
    }

    /// <summary>Where clients reach the endpoint of a started host; the port is the real one where 0 was asked for.</summary>
    public static string AddressOf(WebApplication app) => app.Urls.First() + Path;

    /// <summary>The endpoint at <see cref="Path"/>, with an adapter of our own: see docs/adr/0006.</summary>
    private static void MapMcp(this WebApplication app)
    {
        var route = app.Services.GetRequiredService<McpRoute>();
        app.MapMethods(Path, [HttpMethods.Post], route.PostAsync);
        app.MapMethods(Path, [HttpMethods.Get], route.GetAsync);
        app.MapMethods(Path, [HttpMethods.Delete], route.DeleteAsync);
        app.Map(Path, route.OtherAsync);
    }

    private static IServiceCollection AddHttpTransport(this IServiceCollection services) => services
        .AddSingleton(new HttpLimits())
        .AddSingleton<RequestProof>()
        .AddSingleton<RequestBody>()
        .AddSingleton<RequestSlots>()
        .AddSingleton<MirroredHeaders>()
        .AddSingleton<MissedEvents>()
        .AddSingleton<McpSessions>()
        .AddHostedService(services => services.GetRequiredService<McpSessions>())
        .AddSingleton<EngineCalls>()
        .AddSingleton<McpRoute>();

    private static void Configure(KestrelServerOptions kestrel, HttpListen listen)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeaderCount = HttpLimits.HeaderCount;
        kestrel.Limits.MaxRequestHeadersTotalSize = HttpLimits.HeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        if (listen.Address.Host == "localhost") kestrel.ListenLocalhost(listen.Address.Port, Endpoint);
        else if (IPAddress.TryParse(listen.Address.Host.Trim('[', ']'), out var address)) kestrel.Listen(address, listen.Address.Port, Endpoint);
        else kestrel.ListenAnyIP(listen.Address.Port, Endpoint);

        void Endpoint(ListenOptions endpoint)
        {
            endpoint.Protocols = listen.Certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            if (listen.Certificate is not null) endpoint.UseHttps(listen.Certificate);
        }
    }

    // Before anything looks at the request, its body least of all.
    private static Task GuardAsync(HttpContext http, AllowedSites sites, RequestDelegate next)
    {
        try
        {
            sites.Check(http.Request);
        }
        catch (RequestRefused refused)
        {
            return RefusalWriter.WriteAsync(http, refused);
        }

        return next(http);
    }
}
