using System.CommandLine;
using GovernedMcp.Server.Mcp.HttpTransport;
using GovernedMcp.Server.Mcp.Identity;
using GovernedMcp.Server.Mcp.StdioTransport;
using Microsoft.Extensions.Hosting;
using Serilog.Events;

namespace GovernedMcp.Server.Cli;

/// <summary><c>serve</c>: the server itself. Refuses to start on a broken configuration or a store that cannot be written.</summary>
internal static class ServeCommand
{
    private static readonly Option<bool> Stdio = new("--stdio") { Description = "Serve one client on stdin and stdout" };
    private static readonly Option<string?> KeyFile = new("--key-file") { Description = "With --stdio: the file that holds the workflow's key [GOVERNED_MCP_KEY, GOVERNED_MCP_KEY_FILE]", HelpName = "FILE" };
    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Log more" };

    public static Command Make()
    {
        var serve = new Command("serve", "Serve MCP.") { Stdio };
        foreach (var option in HttpOptions.All) serve.Add(option);
        serve.Add(KeyFile);
        serve.Add(Verbose);
        return serve.Does(RunAsync);
    }

    private static Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        var listen = HttpOptions.Read(parsed);
        if (parsed.GetValue(Stdio) == listen is not null) throw new CliFault("say how to serve: either `--stdio` or `--http <address>`");
        return listen is null ? StdioAsync(parsed, cancel) : HttpAsync(parsed, listen, terminal, cancel);
    }

    private static async Task<int> StdioAsync(ParseResult parsed, CancellationToken cancel)
    {
        StandardStreams.Take();
        using var key = PresentedKey.Take(parsed.GetValue(KeyFile), KeyVariables.Workflow);
        _ = Task.Run(Rehearsal.RunAsync, cancel);
        await using var start = await ServerStart.PrepareAsync(Places.Of(parsed), LogLevelOf(parsed));

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        start.AddTo(builder);
        builder.Services.AddStdio(key);
        using var host = builder.Build();
        await host.RunAsync(cancel);
        return ExitCodes.Done;
    }

    private static async Task<int> HttpAsync(ParseResult parsed, HttpListen listen, Terminal terminal, CancellationToken cancel)
    {
        await using var start = await ServerStart.PrepareAsync(Places.Of(parsed), LogLevelOf(parsed));
        listen = listen with { Hosts = [.. listen.Hosts, .. start.PublicNames] };
        if (listen.Objection(await start.AnyoneCanProveAsync(cancel)) is { } objection) throw new CliFault(objection);

        await using var app = HttpHost.Build(listen, builder =>
        {
            start.AddTo(builder);
            builder.Services.AddHttp();
        });
        await app.StartAsync(cancel);
        terminal.Say($"serving MCP at {HttpHost.AddressOf(app)}");
        await app.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }

    private static LogEventLevel LogLevelOf(ParseResult parsed) => parsed.GetValue(Verbose) ? LogEventLevel.Debug : LogEventLevel.Information;
}
