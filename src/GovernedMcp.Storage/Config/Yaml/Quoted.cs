using System.Globalization;
using System.Text;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>What someone wrote, made safe to print: in back-ticks, at most 80 characters, nothing invisible.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    public static string Of(string text)
    {
        var shown = new StringBuilder("`");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest) return shown.Append("…`").ToString();
            if (rune.Value == '`') shown.Append('\'');
            else if (rune.Value is < 32 or 127 || !ForbiddenCharacter.IsFine(rune)) shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else shown.Append(rune);
        }

        return shown.Append('`').ToString();
    }

    public static string List(IEnumerable<string> names)
    {
        var all = names.Select(Of).ToList();
        return all.Count switch { 0 => "none", > 20 => string.Join(", ", all.Take(20)) + " …", _ => string.Join(", ", all) };
    }
}
