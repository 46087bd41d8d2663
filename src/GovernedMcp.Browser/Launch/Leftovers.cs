using System.Diagnostics;
using System.Text;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// Ends the processes that a dead instance left in its run folder: those whose command line or surroundings name it, and the browser's
/// children, which carry no such mark but are of its session (see <see cref="BrowserSessions"/>).
/// </summary>
internal static class Leftovers
{
    public static IReadOnlyList<int> Find(string runFolder) =>
        OperatingSystem.IsLinux() ? [.. Marked(runFolder).Union(BrowserSessions.Members(runFolder, Running))] : [];

    /// <summary>Those that name the folder.</summary>
    public static IReadOnlyList<int> Marked(string runFolder)
    {
        var mark = Encoding.UTF8.GetBytes(runFolder);
        return [.. Running.Where(id => Holds(id, "cmdline", mark) || Holds(id, "environ", mark))];
    }

    private static IEnumerable<int> Running => Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
        .Where(id => id > 0 && id != Environment.ProcessId);

    public static void End(string runFolder)
    {
        foreach (var id in Find(runFolder))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended by itself.
            }
        }
    }

    private static bool Holds(int id, string what, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{what}").AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
