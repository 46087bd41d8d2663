using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace GovernedMcp.Governance;

/// <summary>
/// Whether a text may say something else than it seems to say to whoever reads it: letters of two alphabets in one word, letters of
/// another alphabet that look Latin, letters and digits of an odd form. A hint for people who decide; it proves nothing, and none of
/// it proves nothing either.
/// </summary>
public static class Lookalikes
{
    private const string Latin = "Latin";
    private const string Another = "another alphabet's";

    private static readonly (string Alphabet, UnicodeRange[] Blocks)[] Alphabets =
    [
        (Latin, [UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA, UnicodeRanges.LatinExtendedB, UnicodeRanges.LatinExtendedAdditional]),
        ("Greek", [UnicodeRanges.GreekandCoptic, UnicodeRanges.GreekExtended]),
        ("Cyrillic", [UnicodeRanges.Cyrillic, UnicodeRanges.CyrillicSupplement, UnicodeRanges.CyrillicExtendedA, UnicodeRanges.CyrillicExtendedB, UnicodeRanges.CyrillicExtendedC]),
        ("Armenian", [UnicodeRanges.Armenian]),
        ("Hebrew", [UnicodeRanges.Hebrew]),
        ("Arabic", [UnicodeRanges.Arabic, UnicodeRanges.ArabicSupplement]),
        ("Georgian", [UnicodeRanges.Georgian, UnicodeRanges.GeorgianSupplement]),
        ("Cherokee", [UnicodeRanges.Cherokee, UnicodeRanges.CherokeeSupplement]),
    ];

    // In East Asia several scripts and Latin letters stand in one word by right.
    private static readonly (int From, int To)[] EastAsian = [(0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)];

    // Signs of units, which stand beside Latin letters by right.
    private static readonly FrozenSet<int> Units = FrozenSet.Create(0x03A9, 0x03BC, 0x00B5, 0x2126, 0x212A, 0x212B);

    // Those that most fonts draw like a Latin letter.
    private static readonly FrozenSet<Rune> LookLatin = "асеорхуіјѕԁԛԝһАВЕКМНОРСТХІЈЅҮӀονρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսցհ".EnumerateRunes().ToFrozenSet();

    /// <returns>What speaks for it, in a few words of ours; null when nothing does.</returns>
    public static string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text)) return null;
        var words = Words(text).ToList();
        return words.Select(Mixed).FirstOrDefault(found => found is not null) ?? LooksLatin(words) ?? Odd(text);
    }

    private static string? Mixed(List<Rune> word)
    {
        var alphabets = word.Select(AlphabetOf).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return alphabets.Count > 1 ? $"{string.Join(" and ", alphabets)} letters in one word" : null;
    }

    // Honest text of that alphabet has letters that Latin has not.
    private static string? LooksLatin(List<List<Rune>> words)
    {
        var foreign = words.SelectMany(word => word).Where(letter => AlphabetOf(letter) is not (null or Latin)).ToList();
        return foreign.Count > 0 && foreign.TrueForAll(LookLatin.Contains) ? $"{AlphabetOf(foreign[0])} letters that look Latin" : null;
    }

    private static string? Odd(string text)
    {
        var digits = text.EnumerateRunes().Where(Rune.IsDigit).Select(digit => digit.Value - (int)Rune.GetNumericValue(digit)).Distinct().Count();
        if (digits > 1) return "digits of two kinds";
        // Wide, bold and circled ones are the plain ones in another dress.
        return text.EnumerateRunes().Any(rune => !rune.IsAscii && !Units.Contains(rune.Value) && Rune.IsLetterOrDigit(rune) && Plain(rune) is [var plain] && char.IsAsciiLetterOrDigit(plain))
            ? "letters or digits of an odd form"
            : null;
    }

    private static string Plain(Rune rune) => rune.ToString().Normalize(NormalizationForm.FormKC);

    private static string? AlphabetOf(Rune rune)
    {
        if (!Rune.IsLetter(rune) || Units.Contains(rune.Value) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierLetter) return null;
        foreach (var (alphabet, blocks) in Alphabets)
        {
            if (Array.Exists(blocks, block => rune.Value >= block.FirstCodePoint && rune.Value < block.FirstCodePoint + block.Length)) return alphabet;
        }

        if (Array.Exists(EastAsian, range => rune.Value >= range.From && rune.Value <= range.To)) return null;
        // One in another dress is of the alphabet that it has without.
        return Plain(rune) is [var plain] && char.IsAsciiLetter(plain) ? Latin : Another;
    }

    private static IEnumerable<List<Rune>> Words(string text)
    {
        var word = new List<Rune>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Add(rune);
                continue;
            }

            if (word.Count > 0) yield return word;
            word = [];
        }

        if (word.Count > 0) yield return word;
    }
}
