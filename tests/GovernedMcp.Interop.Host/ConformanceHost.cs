using GovernedMcp.Server;
using GovernedMcp.Server.Cli;
using GovernedMcp.Server.Mcp;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Serilog.Events;

namespace GovernedMcp.Interop.Host;

/// <summary>
/// The product as it serves HTTP, Governor and adapter included, plus the fixtures of the conformance suite. The suite sends no key,
/// so each of its requests is given that of the workflow that tests.
/// </summary>
internal sealed class ConformanceHost(ServerStart start, WebApplication app) : IAsyncDisposable
{
    private const string Workflow = "invoice-desk";

    public string Address => HttpHost.AddressOf(app);

    public static async Task<ConformanceHost> StartAsync(string config, string skills, string data)
    {
        string key;
        using (var store = LocalStore.Open(data, TimeProvider.System))
            key = (await store.Keys.IssueWorkflowKeyAsync(Workflow, "dana@example.com", "conformance")).Text;

        var start = await ServerStart.PrepareAsync(new Places(config, skills, data), LogEventLevel.Warning);
        var app = HttpHost.Build(new HttpListen { Address = new Uri("http://127.0.0.1:0") }, builder =>
        {
            start.AddTo(builder);
            builder.Services.AddHttp();
            builder.Services.AddSingleton<IStartupFilter>(new GivesKey(key));
            builder.Services.AddSingleton<TaskTools>();
            builder.Services.AddSingleton<EndpointFeature, Fixtures>();
            builder.Services.Replace(ServiceDescriptor.Singleton(services => new HttpTransportParts
            {
                Tools = [.. ServedTools.All, .. TestTools.All.Select(tool => tool.Definition)],
                Events = new RecentEvents(),
            }));
        });
        await app.StartAsync();
        return new ConformanceHost(start, app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await start.DisposeAsync();
    }

    private sealed class GivesKey(string key) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, rest) =>
            {
                if (http.Request.Headers.Authorization.Count == 0) http.Request.Headers.Authorization = $"Bearer {key}";
                await rest(http);
            });
            next(app);
        };
    }
}
