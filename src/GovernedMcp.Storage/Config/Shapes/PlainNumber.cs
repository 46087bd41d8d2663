using System.Globalization;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Numbers as people write them without a doubt: digits, no leading zeros, no separators, at most one decimal point.</summary>
internal static class PlainNumber
{
    public static bool TryParseWhole(string text, out int value)
    {
        value = 0;
        return IsPlain(text, point: false) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        return text.Length <= 28 && IsPlain(text, point: true)
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsPlain(string text, bool point)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        var parts = digits.Split('.');
        return parts.Length <= (point ? 2 : 1)
            && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            && (parts[0].Length == 1 || parts[0][0] != '0');
    }
}
