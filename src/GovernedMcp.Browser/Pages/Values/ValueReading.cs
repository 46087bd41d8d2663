using System.Collections.Frozen;
using System.Globalization;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Values;

/// <summary>Turns what a page shows into a typed value, or says that it cannot; never a guess.</summary>
internal static class ValueReading
{
    private static readonly FrozenSet<string> Yes = Words("yes", "true", "y", "on", "1", "ja", "oui", "sí", "si", "sì", "✓", "✔", "☑", "✅");
    private static readonly FrozenSet<string> No = Words("no", "false", "n", "off", "0", "nein", "non", "✗", "✘", "✕", "☐", "❌");

    /// <summary>Signs that a portal writes where there is no value.</summary>
    private static readonly FrozenSet<string> Empty = Words("", "-", "–", "—", "n/a", "N/A");

    public static bool IsEmpty(string text, ValueType type) => type is ValueType.String or ValueType.Enum ? text.Length == 0 : Empty.Contains(text);

    /// <param name="text">What the page shows, white space squeezed.</param>
    /// <param name="link">Where a link in it leads, for <see cref="ValueType.Link"/>.</param>
    public static bool TryRead(ValueType type, string text, string? link, PortalLocale locale, out CellValue value, out string unit)
    {
        (value, unit) = (CellValue.Nothing, "");
        if (IsEmpty(text, type) && link is null) return true;
        switch (type)
        {
            case ValueType.Integer when LocaleNumber.TryRead(text, locale.Decimal, beside: false, out var whole, out _) && decimal.IsInteger(whole):
                value = CellValue.Of(decimal.Truncate(whole));
                return true;
            case ValueType.Decimal when LocaleNumber.TryRead(text, locale.Decimal, beside: false, out var number, out _):
                value = CellValue.Of(number);
                return true;
            case ValueType.Money when LocaleNumber.TryRead(text, locale.Decimal, beside: true, out var money, out unit):
                value = CellValue.Of(money);
                return true;
            case ValueType.Percent when LocaleNumber.TryRead(text.Replace("%", "", StringComparison.Ordinal), locale.Decimal, beside: false, out var percent, out _):
                value = CellValue.Of(percent);
                return true;
            case ValueType.Boolean when Yes.Contains(text) || No.Contains(text):
                value = CellValue.Of(Yes.Contains(text));
                return true;
            case ValueType.Date when LocaleDate.TryReadMoment(text, locale, out var moment):
                value = CellValue.Of(moment[..10]);
                return true;
            case ValueType.Datetime when LocaleDate.TryReadMoment(text, locale, out var moment):
                value = CellValue.Of(moment);
                return true;
            case ValueType.Link when Address(link) is { } address:
                value = CellValue.Of(address);
                return true;
            case ValueType.Email when text.IndexOf('@', StringComparison.Ordinal) > 0 && !text.Contains(' ', StringComparison.Ordinal):
            case ValueType.String or ValueType.Enum or ValueType.File:
                value = CellValue.Of(Escaped.Text(text));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A canonical value as a text field of the portal wants it.</summary>
    public static string Write(ValueType type, string canonical, PortalLocale locale) => type switch
    {
        ValueType.Decimal or ValueType.Money or ValueType.Percent when decimal.TryParse(canonical, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
            canonical.Replace('.', locale.Decimal),
        ValueType.Date when DateOnly.TryParseExact(canonical, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => LocaleDate.Write(day, locale),
        _ => canonical,
    };

    private static string? Address(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" ? Escaped.Text(link!) : null;

    private static FrozenSet<string> Words(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
