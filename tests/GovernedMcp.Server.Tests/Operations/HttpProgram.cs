using System.Diagnostics;
using System.Globalization;
using System.Text;
using GovernedMcp.Server.Tests.Faults;
using GovernedMcp.Server.Tests.Stdio;

namespace GovernedMcp.Server.Tests.Operations;

/// <summary>The real program as a child process that serves HTTP.</summary>
internal sealed class HttpProgram : IAsyncDisposable
{
    private const string Serving = "serving MCP at ";
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private HttpProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; } = new();
    public Uri Address { get; private set; } = null!;

    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    public static async Task<HttpProgram> StartAsync(TrialFolders folders, params (string Name, string Value)[] variables)
    {
        // As for a server on stdio: a file that may not grow is a full disk, and no reason to end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", ChildServer.Program, "serve", "--http", "http://127.0.0.1:0", .. folders.Options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var program = new HttpProgram(Process.Start(start)!);
        await Until.HoldsAsync("it serves", () => program._process.HasExited ? throw new InvalidOperationException(program.Said) : program.Said.Contains(Serving, StringComparison.Ordinal));
        var said = program.Said[(program.Said.IndexOf(Serving, StringComparison.Ordinal) + Serving.Length)..];
        program.Address = new Uri(said[..said.IndexOfAny(['\r', '\n'])].Trim());
        return program;
    }

    /// <summary>How large a file may become that it writes to; null is as large as it likes.</summary>
    public async Task LimitFilesAsync(long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", ["--pid", _process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:"]);
        await prlimit.WaitForExitAsync();
        prlimit.ExitCode.ShouldBe(0);
    }

    /// <summary>Whether a library is in its memory.</summary>
    public bool HasLoaded(string library) => File.ReadAllText($"/proc/{_process.Id}/maps").Contains(library, StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Leaks.Password.IsNotIn("what the program said", Said);
    }

    private void Hear(object _, DataReceivedEventArgs line)
    {
        lock (_said) _said.AppendLine(line.Data);
    }
}
