using System.Globalization;

namespace GovernedMcp.Browser.Launch;

/// <summary>What Linux says of a running process.</summary>
/// <param name="User">Whom it runs as, really.</param>
/// <param name="Filtered">Its calls of the kernel pass a filter (seccomp), as those of a sandboxed page do.</param>
/// <param name="Network">The network namespace it is in; null: we may not know.</param>
internal sealed record ProcessFacts(int User, bool Filtered, string? Network)
{
    /// <returns>Null: it is gone.</returns>
    public static ProcessFacts? Of(int id)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{id}/status");
            return new ProcessFacts(int.Parse(Word(lines, "Uid:"), CultureInfo.InvariantCulture), Word(lines, "Seccomp:") == "2", NetworkOf($"{id}"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static string? NetworkOf(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/net").LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Word(string[] lines, string name) =>
        lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split('\t', StringSplitOptions.RemoveEmptyEntries)[1].Trim();
}
