using System.Collections.Frozen;
using System.Text;

namespace GovernedMcp.Browser.Downloads;

/// <summary>A name that a page gave to a file, made plain: no path, nothing invisible, nothing a shell or another system reads as more than a name.</summary>
internal static class SafeName
{
    private const int Longest = 100;
    private const int LongestEnding = 10;

    private static readonly FrozenSet<string> Devices = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })]);

    /// <param name="ending">The ending that files of this content have; added when the name says another.</param>
    public static string Of(string? suggested, string? ending)
    {
        var last = (suggested ?? "").Split('/', '\\')[^1];
        var plain = new StringBuilder();
        foreach (var rune in last.EnumerateRunes()) plain.Append(Rune.IsLetterOrDigit(rune) || " ._-()".Contains(rune.ToString(), StringComparison.Ordinal) ? rune.ToString() : "_");
        var name = plain.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.', '_');
        if (name.Length == 0 || Devices.Contains(name.Split('.')[0])) name = "file" + (name.Length == 0 ? "" : "-" + name);
        var own = Path.GetExtension(name);
        if (own.Length > LongestEnding) own = "";
        if (ending is not null && !own.Equals("." + ending, StringComparison.OrdinalIgnoreCase)) (name, own) = ($"{name}.{ending}", "." + ending);
        return name.Length <= Longest ? name : name[..(Longest - own.Length)].TrimEnd(' ', '.') + own;
    }
}
