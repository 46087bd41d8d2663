using System.Globalization;
using System.Text;

namespace GovernedMcp.Storage.Config.Yaml;

/// <summary>
/// Characters that make a file read differently from how it looks: other line breaks, bidirectional controls, zero-width and
/// other invisible ones, control characters.
/// </summary>
internal static class ForbiddenCharacter
{
    public static bool IsFine(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => true,
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x3164 or 0xFFA0 => false, // draw nothing
        >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF => false, // variation selectors
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate),
    };

    /// <summary>The first forbidden character, or null. A carriage return must stand before a line feed.</summary>
    public static (Place At, Rune Rune)? FirstIn(string text)
    {
        int line = 1, column = 1, index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            index += rune.Utf16SequenceLength;
            var loneReturn = rune.Value == '\r' && (index >= text.Length || text[index] != '\n');
            if (loneReturn || !IsFine(rune)) return (new Place(line, column), rune);
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return null;
    }

    public static string Sentence(Rune rune) =>
        $"the line holds U+{rune.Value:X4}, which makes it read differently from how it looks; write visible characters and plain line breaks";
}
