using System.Diagnostics;

namespace GovernedMcp.Server.Cli.Demo;

/// <summary>One of our own programs run as a process of its own, the way a user runs it.</summary>
internal static class ChildProgram
{
    /// <summary>The runtime that runs this program, so that a child runs on the same.</summary>
    public static string Dotnet { get; } = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    public static string Server { get; } = Path.Combine(AppContext.BaseDirectory, "governed-mcp.dll");

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code and everything it printed.</returns>
    public static async Task<(int Exit, string Output)> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, CancellationToken cancel)
    {
        using var process = Start(Server, arguments, variables);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output + await errors);
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(Dotnet, [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start) ?? throw new DemoFailure($"{program} did not start");
    }
}
