using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace GovernedMcp.Server.Tests.Interop;

/// <summary>tests/interop: clients that nobody here wrote, as child processes. `./run-tests` installs them from the lock file.</summary>
internal static class Clients
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static string Folder { get; } = Path.Combine(TrialFolders.Repository, "tests", "interop");

    /// <summary>A script of tests/interop/clients; what it printed last, a JSON object.</summary>
    public static async Task<JsonObject> RunScriptAsync(string script, JsonObject settings)
    {
        var (exit, output) = await RunAsync("node", [Path.Combine(Folder, "clients", script)], new() { ["INTEROP"] = settings.ToJsonString() });
        exit.ShouldBe(0, output);
        return JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!.AsObject();
    }

    /// <param name="program">A command of the packages, or node.</param>
    public static async Task<(int Exit, string Output)> RunAsync(string program, IEnumerable<string> arguments, Dictionary<string, string>? variables = null, [CallerMemberName] string test = "")
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", """. "$0/setup.sh" && interop_setup && interop_run "$@" """, Folder, program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} in {test} did not end: {await output}{await errors}");
        }

        var said = await output + await errors;
        Leaks.Password.IsNotIn($"what {program} printed in {test}", said);
        return (process.ExitCode, process.ExitCode == 0 ? await output : said);
    }
}
