using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace GovernedMcp.Server.Tests.Faults;

/// <summary>
/// What the servers on one data folder started for their browsers: driver, browser and watchdog carry the folder in their command
/// line or surroundings; a browser's children, which do not, belong to its session.
/// </summary>
internal sealed class BrowserProcesses(string data)
{
    private readonly byte[] _mark = Encoding.UTF8.GetBytes(Path.Combine(data, "browser", "run_"));

    public IReadOnlyList<int> All
    {
        get
        {
            var running = Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0).Where(id => id > 0).ToList();
            var marked = running.Where(id => Holds(id, "cmdline") || Holds(id, "environ")).ToHashSet();
            return [.. running.Where(id => marked.Contains(id) || (Stat(id) is [_, _, _, var session, ..] && marked.Contains(int.Parse(session, CultureInfo.InvariantCulture))))];
        }
    }

    public int Browser => All.Single(id => CommandLine(id) is var line && line.Contains("--remote-debugging-pipe", StringComparison.Ordinal) && !line.Contains("--type=", StringComparison.Ordinal));

    public int Driver => All.Single(id => CommandLine(id).Contains("run-driver", StringComparison.Ordinal));

    /// <summary>The processes that pages run in.</summary>
    public IReadOnlyList<int> Pages => [.. All.Where(id => CommandLine(id).Contains("--type=renderer", StringComparison.Ordinal))];

    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill(entireProcessTree: false);
    }

    /// <summary>The browser and all its children stand still.</summary>
    public async Task FreezeAsync()
    {
        using var kill = Process.Start("kill", ["-STOP", "--", string.Create(CultureInfo.InvariantCulture, $"-{Browser}")]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>None of these processes is there any more, ten seconds later at the latest.</summary>
    public static Task GoneAsync(IReadOnlyList<int> ids) =>
        Until.HoldsAsync($"no process of {string.Join(", ", ids)} is left", () => !ids.Any(IsRunning), seconds: 10);

    /// <summary>Who of them holds on to what a process writes to: its reader would not see it end.</summary>
    public IReadOnlyList<int> HoldingOutputOf(int id)
    {
        var outputs = new[] { Target($"/proc/{id}/fd/1"), Target($"/proc/{id}/fd/2") };
        return [.. All.Where(child => Directory.EnumerateFileSystemEntries($"/proc/{child}/fd").Any(handle => Target(handle) is { } target && outputs.Contains(target)))];
    }

    private static string? Target(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    // One that ended but was not yet taken note of by its parent runs no more.
    private static bool IsRunning(int id) => Stat(id) is [not "Z" and not "X", ..];

    /// <summary>State, parent, group, session and more.</summary>
    private static string[] Stat(int id)
    {
        var stat = Encoding.UTF8.GetString(Read(id, "stat"));
        return stat.Length == 0 ? [] : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private bool Holds(int id, string what) => Read(id, what).AsSpan().IndexOf(_mark) >= 0;

    private static string CommandLine(int id) => Encoding.UTF8.GetString(Read(id, "cmdline")).Replace('\0', ' ');

    private static byte[] Read(int id, string what)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
