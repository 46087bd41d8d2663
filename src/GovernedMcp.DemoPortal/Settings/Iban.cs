using System.Globalization;

namespace GovernedMcp.DemoPortal.Settings;

/// <summary>International bank account numbers: check digits (ISO 7064, mod 97) and grouping.</summary>
internal static class Iban
{
    public static string Make(string country, string account)
    {
        var check = 98 - Remainder($"{account}{country}00");
        return Grouped($"{country}{check.ToString("00", CultureInfo.InvariantCulture)}{account}");
    }

    public static bool IsValid(string text)
    {
        var compact = Compact(text);
        return compact.Length is >= 15 and <= 34
            && compact.All(char.IsAsciiLetterOrDigit)
            && char.IsAsciiLetter(compact[0]) && char.IsAsciiLetter(compact[1])
            && Remainder(compact[4..] + compact[..4]) == 1;
    }

    public static string Grouped(string text) => string.Join(' ', Compact(text).Chunk(4).Select(group => new string(group)));

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private static int Remainder(string text) => text.Aggregate(0, (rest, character) => char.IsAsciiDigit(character)
        ? ((rest * 10) + (character - '0')) % 97
        : ((rest * 100) + (character - 'A' + 10)) % 97);
}
