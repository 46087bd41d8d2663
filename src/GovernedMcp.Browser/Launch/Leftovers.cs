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
        return [.. Running.Where(id => Holds(id, "cmdline", mark) || Holds(id, "environ", mark, but: Encoding.UTF8.GetBytes(DriverWrapper.Variable + "=")))];
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

    // Whatever we start while a driver starts inherits the variable that names the driver's script, and is none of the browser's.
    private static bool Holds(int id, string what, byte[] mark, byte[]? but = null)
    {
        try
        {
            var all = File.ReadAllBytes($"/proc/{id}/{what}").AsSpan();
            foreach (var part in all.Split((byte)0))
            {
                if (all[part].IndexOf(mark) >= 0 && (but is null || !all[part].StartsWith(but))) return true;
            }

            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
