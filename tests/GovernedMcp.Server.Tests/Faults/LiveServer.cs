using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GovernedMcp.Server.Tests.Stdio;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>The real program as a child process, spoken to by the protocol's own client, to be killed, starved and overtaken.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    // INVARIANT of the tests: an answer comes, whatever broke; longer than the longest deadline of a call.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly HeardStream _said;
    private McpClient _client = null!;

    private LiveServer(Process process)
    {
        (_process, _said) = (process, new HeardStream(process.StandardOutput.BaseStream));
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to stderr so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return _errors.ToString();
        }
    }

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    public static async Task<LiveServer> StartAsync(TrialFolders folders, string key, params (string Name, string Value)[] environment)
    {
        // A file that grows beyond the limit of a process ends it with SIGXFSZ; a full disk does not. Ignored, the two are the same.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", ChildServer.Program, "serve", "--stdio", .. folders.Options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GOVERNED_MCP_KEY"] = key;
        start.Environment["NORTHWIND_USER"] = "ap-desk";
        start.Environment["NORTHWIND_PASSWORD"] = "demo-Northwind-7!";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var server = new LiveServer(Process.Start(start)!);
        try
        {
            var transport = new StreamClientTransport(server._process.StandardInput.BaseStream, server._said);
            server._client = await McpClient.CreateAsync(transport, new McpClientOptions { DiscoverProbeTimeout = Patience }).WaitAsync(Patience);
            return server;
        }
        catch (Exception fault)
        {
            server.Kill();
            throw new InvalidOperationException($"the server did not start: {server.Errors}", fault);
        }
    }

    public async Task<IReadOnlyList<string>> ToolsAsync() => [.. (await _client.ListToolsAsync().AsTask().WaitAsync(Patience)).Select(tool => tool.Name)];

    /// <summary>The envelope of the reply.</summary>
    public async Task<JsonObject> CallAsync(string tool, params (string Name, object Value)[] arguments)
    {
        var call = _client.CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value));
        return JsonNode.Parse((await call.AsTask().WaitAsync(Patience)).StructuredContent!.Value.GetRawText())!.AsObject();
    }

    public async Task<JsonObject> ExpectAsync(string outcome, string tool, params (string Name, object Value)[] arguments)
    {
        var reply = await CallAsync(tool, arguments);
        reply["outcome"]!.ToString().ShouldBe(outcome, $"{tool}: {reply.ToJsonString()}");
        return reply;
    }

    /// <summary>A resource.</summary>
    public async Task<ResourceContents> ReadAsync(string address) => (await _client.ReadResourceAsync(address).AsTask().WaitAsync(Patience)).Contents.ShouldHaveSingleItem();

    /// <returns>The session.</returns>
    public async Task<string> SignInAsync() => (await ExpectAsync("completed", "portal_login", ("portal", "northwind-vendor")))["data"]!["session"]!.ToString();

    /// <summary>How large a file may become that it writes to; null is as large as it likes.</summary>
    public async Task LimitFilesAsync(long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", ["--pid", _process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:"]);
        await prlimit.WaitForExitAsync();
        prlimit.ExitCode.ShouldBe(0);
    }

    /// <summary>kill -9 of this process alone.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: false);
        WaitForEnd();
    }

    public void WaitForEnd() => _process.WaitForExit();

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (IsRunning) _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        Leaks.Password.IsNotIn("what the server said", _said.Heard());
        Leaks.Password.IsNotIn("what it wrote to stderr", Errors);
    }
}
