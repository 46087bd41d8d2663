using GovernedMcp.Server.Mcp.Identity;
using System.CommandLine;
using GovernedMcp.Server.Logs;
using GovernedMcp.Server.Mcp.StdioTransport;
using GovernedMcp.Server.Running;
using GovernedMcp.Storage.Config;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Events;

namespace GovernedMcp.Server.Cli;

/// <summary><c>serve</c>: the server itself. Refuses to start on a broken configuration or a store that cannot be written.</summary>
internal static class ServeCommand
{
    private static readonly Option<bool> Stdio = new("--stdio") { Description = "Serve one client on stdin and stdout", Required = true };
    private static readonly Option<string?> KeyFile = new("--key-file") { Description = "The file that holds the workflow's key [GOVERNED_MCP_KEY, GOVERNED_MCP_KEY_FILE]", HelpName = "FILE" };
    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Log more" };

    public static Command Make() => new Command("serve", "Serve MCP.") { Stdio, KeyFile, Verbose }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        StandardStreams.Take();
        using var key = PresentedKey.Take(parsed.GetValue(KeyFile), KeyVariables.Workflow);
        PresentedKey.Take(file: null, KeyVariables.Person).Dispose();

        var places = Places.Of(parsed);
        var loaded = places.LoadPolicy();
        using var store = places.OpenStore();
        await using var log = ServerLog.Open(places.Data, parsed.GetValue(Verbose) ? LogEventLevel.Debug : LogEventLevel.Information);

        await store.CloseOrphansAsync();
        await store.KeepAsync(loaded);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSerilog(log);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StdioHost.LastCalls + StdioHost.LastAnswers + StdioHost.LastAnswers);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.AddGovernedMcp(store, new PolicyLoader(places.ConfigFolder, TimeProvider.System), loaded, key);
        using var host = builder.Build();
        await host.RunAsync(cancel);
        return ExitCodes.Done;
    }
}
