using System.Globalization;
using System.Text;

namespace GovernedMcp.Governance;

/// <summary>Foreign text made fit to be shown: what is invisible or turns the reading direction stands as <c>[U+202E]</c>.</summary>
public static class Escaped
{
    /// <summary>The longest piece of foreign text that an error repeats.</summary>
    public const int MostInErrors = 80;

    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(Suspicious)) return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Hidden(rune)) shown.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            else shown.Append(rune);
        }

        return shown.ToString();
    }

    /// <summary>Escaped, and cut to what an error may repeat.</summary>
    public static string Short(string text)
    {
        var shown = Text(text);
        return shown.Length <= MostInErrors ? shown : shown[..MostInErrors] + "…";
    }

    private static bool Suspicious(char character) => character < ' ' || character >= '\u007f';

    private static bool Hidden(Rune rune) => rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
