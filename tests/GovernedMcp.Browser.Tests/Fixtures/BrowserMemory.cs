using System.Globalization;
using System.Text;
using GovernedMcp.Browser.Launch;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>What the browser of a run folder and its driver hold in memory: browser, pages, network, GPU, driver.</summary>
public static class BrowserMemory
{
    private const int Chunk = 4 * 1024 * 1024;

    /// <summary>The processes, by kind, in whose memory a text stands in UTF-8 or UTF-16; and all that were looked into.</summary>
    public static (IReadOnlyList<string> Holding, IReadOnlyList<string> Looked) Find(string runFolder, string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];
        var processes = Family(Leftovers.Find(runFolder));
        return ([.. processes.Where(id => Holds(id, forms)).Select(Kind)], [.. processes.Select(Kind)]);
    }

    // Children do not all carry the mark of their parents.
    private static List<int> Family(IEnumerable<int> marked)
    {
        var family = marked.ToHashSet();
        var parents = Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0).Where(id => id > 0).Select(id => (Id: id, Parent: ParentOf(id))).ToList();
        for (var before = 0; before != family.Count;)
        {
            before = family.Count;
            family.UnionWith(parents.Where(one => family.Contains(one.Parent)).Select(one => one.Id));
        }

        return [.. family.Where(id => CommandLine(id).Length > 0)];
    }

    private static bool Holds(int id, byte[][] forms)
    {
        using var memory = File.OpenHandle($"/proc/{id}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[Chunk];
        var overlap = forms.Max(form => form.Length);
        foreach (var (from, to) in Regions(id))
        {
            for (var at = from; at < to; at += Chunk - overlap)
            {
                int read;
                try
                {
                    read = RandomAccess.Read(memory, buffer.AsSpan(0, (int)Math.Min(Chunk, to - at)), at);
                }
                catch (IOException)
                {
                    // Given back meanwhile.
                    break;
                }

                if (forms.Any(form => buffer.AsSpan(0, read).IndexOf(form) >= 0)) return true;
            }
        }

        return false;
    }

    // What can be read and does not come from a file that nobody changed.
    private static IEnumerable<(long From, long To)> Regions(int id)
    {
        foreach (var line in File.ReadAllLines($"/proc/{id}/maps"))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts[1][0] != 'r' || (parts[1][1] != 'w' && parts.Length > 5)) continue;
            var ends = parts[0].Split('-');
            yield return (long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }

    private static string Kind(int id)
    {
        var line = CommandLine(id);
        if (line.Contains("run-driver", StringComparison.Ordinal)) return "driver";
        var type = line.Split(' ').FirstOrDefault(part => part.StartsWith("--type=", StringComparison.Ordinal)) ?? "--type=browser";
        var service = line.Split(' ').FirstOrDefault(part => part.StartsWith("--utility-sub-type=", StringComparison.Ordinal));
        return (service ?? type).Split('=')[1];
    }

    private static string CommandLine(int id) => Read(id, "cmdline").Replace('\0', ' ');

    private static int ParentOf(int id)
    {
        var stat = Read(id, "stat");
        return stat.Length == 0 ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static string Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
