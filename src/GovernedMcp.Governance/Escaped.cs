using System.Globalization;
using System.Text;

namespace GovernedMcp.Governance;

/// <summary>Foreign text made fit to be shown: what is invisible or turns the reading direction stands as <c>[U+202E]</c>.</summary>
public static class Escaped
{
    /// <summary>The longest piece of foreign text that an error repeats.</summary>
    public const int MostInErrors = 80;

    // Letters, marks and symbols that draw nothing, whatever their category says (Unicode's Default_Ignorable_Code_Point, and blanks).
    private static readonly (int From, int To)[] Blank =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0), (0xFFFC, 0xFFFC), (0x1D159, 0x1D159), (0xE0000, 0xE0FFF),
    ];

    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Shown(text, lines: true);
    }

    /// <summary>Escaped, in one line, and cut to what an error may repeat.</summary>
    public static string Short(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = Shown(text, lines: false);
        if (shown.Length <= MostInErrors) return shown;
        return shown[..(char.IsHighSurrogate(shown[MostInErrors - 1]) ? MostInErrors - 1 : MostInErrors)] + "…";
    }

    /// <summary>It draws nothing, or changes how what stands beside it is drawn.</summary>
    internal static bool Hides(Rune rune) => rune.Value is not ('\n' or '\t') && (Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || Array.Exists(Blank, range => rune.Value >= range.From && rune.Value <= range.To));

    private static string Shown(string text, bool lines)
    {
        if (!text.Any(character => character is < ' ' or >= '\u007f')) return text;
        var shown = new StringBuilder(text.Length + 16);
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            var plain = !Hides(rune) || StylesAnEmoji(rune, before);
            if (plain && (lines || rune.Value is not ('\n' or '\t'))) shown.Append(rune);
            else shown.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            before = rune;
        }

        return shown.ToString();
    }

    // After a sign that has two looks it says which one is meant, and hides nothing.
    private static bool StylesAnEmoji(Rune rune, Rune before) => (rune.Value is 0xFE0E or 0xFE0F)
        && Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol;
}
