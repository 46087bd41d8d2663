using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Pages.Values;

/// <summary>Numbers as a portal writes them: its decimal sign, groups of three, a currency beside, minus before or behind or brackets.</summary>
internal static partial class LocaleNumber
{
    private const string Groups = " '’_";

    /// <param name="beside">May letters or signs of a currency or unit stand beside it.</param>
    /// <param name="unit">What stood beside it.</param>
    public static bool TryRead(string text, char decimalSign, bool beside, out decimal value, out string unit)
    {
        (value, unit) = (0, "");
        var shown = Blanks().Replace(text.Trim(), " ").Replace('−', '-').Replace('–', '-').Replace('—', '-');
        var negative = shown is ['(', .., ')'];
        if (negative) shown = shown[1..^1].Trim();
        var first = shown.AsSpan().IndexOfAnyInRange('0', '9');
        var last = shown.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0) return false;
        if (first > 0 && shown[first - 1] == decimalSign && (first == 1 || !char.IsLetter(shown[first - 2]))) first--;

        var (before, after) = (shown[..first].Trim(), shown[(last + 1)..].Trim());
        if (before.EndsWith('(') && after.StartsWith(')')) (negative, before, after) = (true, before[..^1].Trim(), after[1..].Trim());

        // `12.–` is how prices without cents are written in Switzerland.
        if (after == decimalSign + "-") after = "";
        var signs = 0;
        before = Unsigned(before, ref signs);
        after = Unsigned(after, ref signs);
        if (signs > 1 || (negative && signs > 0)) return false;
        unit = (before + after).Trim();
        if (unit.Length > 0 && !(beside && (before.Length == 0 || after.Length == 0) && IsUnit(unit))) return false;
        if (!Digits(shown[first..(last + 1)], decimalSign, out value)) return false;
        if (negative || signs == 1) value = -value;
        return true;
    }

    /// <summary>By the portal's decimal sign; where that makes no number of it, by the other: <c>1.234,50</c> is only one.</summary>
    public static decimal? Read(string text, char decimalSign) =>
        TryRead(text, decimalSign, beside: true, out var value, out _) || TryRead(text, decimalSign == '.' ? ',' : '.', beside: true, out value, out _) ? value : null;

    // Thin, narrow, fixed: a space is a space.
    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();

    private static string Unsigned(string side, ref int signs)
    {
        var bare = side.Replace("-", "", StringComparison.Ordinal);
        signs += side.Length - bare.Length;
        return bare.TrimStart('+').Trim();
    }

    // A sign of a currency with what belongs to it (`US$`), or a short code (`EUR`, `kr.`); no words.
    private static bool IsUnit(string unit) =>
        unit.All(character => char.IsLetter(character) || character == '.' || IsSign(character)) && unit.Length <= (unit.Any(IsSign) ? 5 : unit.EndsWith('.') ? 4 : 3);

    private static bool IsSign(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.CurrencySymbol;

    private static bool Digits(string shown, char decimalSign, out decimal value)
    {
        value = 0;
        var parts = shown.Split(decimalSign);
        if (parts.Length > 2 || (parts.Length == 2 && !parts[1].All(char.IsAsciiDigit))) return false;
        var plain = new StringBuilder();
        if (!Whole(parts[0], decimalSign == '.' ? ',' : '.', plain)) return false;
        if (parts.Length == 2) plain.Append('.').Append(parts[1]);
        return decimal.TryParse(plain.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    // Groups of three, or of two before the last three as in India; one kind of sign between them.
    private static bool Whole(string shown, char group, StringBuilder plain)
    {
        var at = shown.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (at < 0)
        {
            plain.Append(shown.Length == 0 ? "0" : shown);
            return true;
        }

        var sign = shown[at];
        if (sign != group && !Groups.Contains(sign)) return false;
        var groups = shown.Split(sign);
        if (!groups.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))) return false;
        if (groups[0].Length > 3 || groups[^1].Length != 3 || groups[1..^1].Any(part => part.Length is not (2 or 3))) return false;
        plain.AppendJoin("", groups);
        return true;
    }
}
