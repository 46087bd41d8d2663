using System.Diagnostics;
using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Interop;

/// <summary>The real program, serving HTTP.</summary>
internal sealed class HttpProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HttpProgram(Process process, Task<string> errors, string address) => (_process, _errors, Address) = (process, errors, address);

    public string Address { get; }

    public static async Task<HttpProgram> StartAsync(TrialFolders folders, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet", [ChildServer.Program, "serve", "--http", "http://127.0.0.1:0", .. folders.Options]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        line.ShouldNotBeNull().ShouldStartWith("serving MCP at ");
        return new HttpProgram(process, errors, line["serving MCP at ".Length..]);
    }

    /// <summary>Ends it as a service manager does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException($"it ended by itself with {_process.ExitCode}: {await _errors}");
        using (var term = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await term.WaitForExitAsync();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            _process.Dispose();
        }
    }
}
