using System.Globalization;
using System.Text;

namespace GovernedMcp.Browser.Launch;

/// <summary>
/// Which sessions of processes a start of the browser made. A browser that is killed leaves children that stand still, if they do,
/// for ever; nothing but their session says whose they were, so it is kept in the run folder. Linux only.
/// </summary>
internal static class BrowserSessions
{
    /// <summary>In the run folder: the boot, then a line for each session with its number and its program.</summary>
    public const string File = "sessions";

    private static string Boot => System.IO.File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    public static void Remember(string runFolder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var own = SessionOf(Environment.ProcessId);
        var leaders = Leftovers.Marked(runFolder).Where(id => SessionOf(id) == id && id != own).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} {Program(id)}"));
        System.IO.File.WriteAllLines(Path.Combine(runFolder, File), [Boot, .. leaders]);
    }

    /// <summary>Who of these is of a session of this run. A number that was given anew meanwhile is of another program or another boot.</summary>
    public static IEnumerable<int> Members(string runFolder, IEnumerable<int> running)
    {
        var file = Path.Combine(runFolder, File);
        if (!System.IO.File.Exists(file) || System.IO.File.ReadAllLines(file) is not [var boot, .. var lines] || boot != Boot) return [];
        var sessions = lines.Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
        return running.Where(id => sessions.TryGetValue(SessionOf(id), out var program) && Program(id) == program);
    }

    private static int SessionOf(int id)
    {
        var stat = Read(id, "stat");
        return stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [not "Z", _, _, var session, ..] ? int.Parse(session, CultureInfo.InvariantCulture) : 0;
    }

    private static string Program(int id) => Read(id, "cmdline").Split('\0', ' ')[0];

    private static string Read(int id, string what)
    {
        try
        {
            return Encoding.UTF8.GetString(System.IO.File.ReadAllBytes($"/proc/{id}/{what}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
