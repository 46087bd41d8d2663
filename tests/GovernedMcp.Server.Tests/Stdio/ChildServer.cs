using System.Diagnostics;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Stdio;

/// <summary>The real program as a child process, spoken to in bytes.</summary>
internal sealed class ChildServer : IDisposable
{
    public const string Initialize = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"raw","version":"1"}}}""";

    private static readonly string[] Parts = ["governed-mcp.dll", "GovernedMcp.Browser.dll", "GovernedMcp.Storage.dll", "GovernedMcp.Governance.dll", "GovernedMcp.DemoPortal.dll"];
    private readonly Process _process;
    private readonly Task<string> _errors;

    public ChildServer(TrialFolders folders, string? key = null, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "serve", "--stdio", .. folders.Options, .. more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GOVERNED_MCP_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        if (key is not null) start.Environment["GOVERNED_MCP_KEY"] = key;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>As it ships, compiled ahead of time, where that was published after the last build; else as it was built.</summary>
    public static string Program { get; } = Path.Combine(
        new[] { AppContext.BaseDirectory, Path.Combine(TrialFolders.Repository, "src", "GovernedMcp.Server", "bin", "Release", "published") }
            .MaxBy(folder => Parts.Max(part => File.GetLastWriteTimeUtc(Path.Combine(folder, part))))!,
        Parts[0]);

    public Stream Input => _process.StandardInput.BaseStream;
    public int Id => _process.Id;

    public async Task SendAsync(ReadOnlyMemory<byte> line)
    {
        await Input.WriteAsync(line);
        await Input.WriteAsync("\n"u8.ToArray());
        await Input.FlushAsync();
    }

    public Task SendAsync(string line) => SendAsync(System.Text.Encoding.UTF8.GetBytes(line));

    /// <summary>The next message; null at the end of the output. Whatever stands on stdout must be one.</summary>
    public async Task<JsonObject?> ReceiveAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        if (line is null) return null;
        Leaks.Password.IsNotIn("a message", line);
        var message = JsonNode.Parse(line)!.AsObject();
        ((string?)message["jsonrpc"]).ShouldBe("2.0");
        return message;
    }

    public async Task<JsonObject> AskAsync(string line)
    {
        await SendAsync(line);
        return (await ReceiveAsync())!;
    }

    public async Task<ChildServer> InitializedAsync()
    {
        await AskAsync(Initialize);
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return this;
    }

    public void CloseInput() => _process.StandardInput.Close();

    public async Task<(int Exit, string Errors)> EndAsync(int seconds)
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
        Leaks.Password.IsNotIn("stderr", await _errors);
        return (_process.ExitCode, await _errors);
    }

    /// <summary>What the process holds in memory, in MiB.</summary>
    public long ResidentMiB()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1024 / 1024;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
