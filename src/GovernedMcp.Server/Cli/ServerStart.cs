using GovernedMcp.Server.Logs;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.StdioTransport;
using GovernedMcp.Server.Operations;
using GovernedMcp.Server.Running;
using GovernedMcp.Storage;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace GovernedMcp.Server.Cli;

/// <summary>What every way of serving begins with: a good configuration, a store that can be written, a log. Owns store and log.</summary>
internal sealed class ServerStart : IAsyncDisposable
{
    private readonly Places _places;
    private readonly LoadedPolicy _loaded;
    private readonly LocalStore _store;
    private readonly Logger _log;

    private ServerStart(Places places, LoadedPolicy loaded, LocalStore store, Logger log) => (_places, _loaded, _store, _log) = (places, loaded, store, log);

    /// <exception cref="CliFault">The configuration has errors.</exception>
    public static async Task<ServerStart> PrepareAsync(Places places, LogEventLevel level)
    {
        // No key of a person has any business in a server, nor in what it starts.
        PresentedKey.Take(file: null, KeyVariables.Person).Dispose();

        // The configuration is read while the store is opened; neither needs the other. Nothing is served before both are sound.
        var loading = Task.Run(places.LoadPolicy);
        LocalStore? store = null;
        Logger? log = null;
        try
        {
            store = places.OpenStore();
            await store.CloseOrphansAsync();
            log = ServerLog.Open(places.Data, level);
            var loaded = await loading;
            await store.KeepAsync(loaded);
            return new ServerStart(places, loaded, store, log);
        }
        catch
        {
            if (log is not null) await log.DisposeAsync();
            store?.Dispose();
            // What is wrong with the configuration is told first: it is what people edit.
            await loading;
            throw;
        }
    }

    public void AddTo(IHostApplicationBuilder builder)
    {
        builder.Logging.AddSerilog(_log);
        // It would put the path that a client sent beside every line of the log.
        builder.Logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StdioHost.LastCalls + StdioHost.LastAnswers + StdioHost.LastAnswers);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        OtlpExport.AddTo(builder);
        builder.Services.AddGovernedMcp(_store, new PolicyLoader(_places.ConfigFolder, TimeProvider.System), _loaded);
    }

    /// <summary>The names under which the configuration says that clients reach this server.</summary>
    public IReadOnlyList<string> PublicNames => _loaded.Policy.Rails.Identity is { } identity ? [identity.Resource.Authority] : [];

    /// <summary>Whether anybody could prove who they are: there is an issuer, or a living key of a workflow.</summary>
    public async Task<bool> AnyoneCanProveAsync(CancellationToken cancel) =>
        _loaded.Policy.Rails.Identity is not null || (await _store.Keys.ListAsync(cancel)).Any(key => key is { Realm: KeyRealm.Workflow, RevokedAt: null });

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _store.Dispose();
    }
}
