using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Workshop;

/// <summary>
/// What columns hold, judged by what they show: a type that reads every sample, and the locale that reads most of them. A guess, for
/// a person to look at; extraction itself never guesses.
/// </summary>
internal static class TypeGuess
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "d MMM yyyy"];
    private static readonly string[] Guarded = ["iban", "account no", "account number", "kontonummer", "bank account", "card number", "ssn", "social security", "tax id", "passport"];
    private static readonly ValueType[] Order = [ValueType.Integer, ValueType.Money, ValueType.Percent, ValueType.Date, ValueType.Datetime, ValueType.Email];

    /// <summary>The locale under which most samples are dates or numbers; the language's own way first where several do as well.</summary>
    public static PortalLocale Locale(string? language, IReadOnlyList<string> samples)
    {
        var told = IsLanguage(language) ? language! : PortalLocale.Default.Language;
        var american = told is "en-US" || (told is "en" && language is "en");
        var commas = samples.Count(sample => Reads(ValueType.Money, sample, PortalLocale.Default with { Decimal = ',' }));
        var points = samples.Count(sample => Reads(ValueType.Money, sample, PortalLocale.Default));
        var mark = commas > points ? ',' : '.';
        var numeric = samples.Where(sample => sample.Length >= 8 && char.IsAsciiDigit(sample[0])).ToList();
        var date = Dates.OrderByDescending(pattern => numeric.Count(sample => Reads(ValueType.Datetime, sample, new PortalLocale(told, "UTC", mark, pattern))))
            .ThenBy(pattern => (pattern == "MM/dd/yyyy") == american ? 0 : 1).First();
        return new PortalLocale(told, PortalLocale.Default.TimeZone, mark, numeric.Exists(sample => Reads(ValueType.Datetime, sample, new PortalLocale(told, "UTC", mark, date))) ? date : PortalLocale.Default.Date);
    }

    public static ValueType Of(IReadOnlyList<string> samples, PortalLocale locale)
    {
        var filled = samples.Where(sample => sample.Trim() is not ("" or "-" or "–" or "—")).ToList();
        if (filled.Count == 0) return ValueType.String;
        // Figures that begin with a nought, or are very long, are numbers of something, not numbers.
        if (filled.Exists(sample => sample.All(char.IsAsciiDigit) && ((sample.Length > 1 && sample[0] == '0') || sample.Length > 9))) return ValueType.String;
        return Order.FirstOrDefault(type => filled.TrueForAll(sample => Reads(type, sample, locale)), ValueType.String);
    }

    /// <summary>Numbers of accounts, cards and people are shown by their end alone until somebody decides otherwise.</summary>
    public static Sensitivity Sensitive(string title) =>
        Guarded.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Sensitivity.MaskLast4 : Sensitivity.None;

    /// <summary>A sample is a value of a type.</summary>
    public static bool Reads(ValueType type, string sample, PortalLocale locale) =>
        ValueReading.TryRead(type, sample.Trim(), null, locale, out _, out _) && !ValueReading.IsEmpty(sample.Trim(), type);

    private static bool IsLanguage(string? language) =>
        language?.Split('-') is [{ Length: 2 or 3 } main, .. var rest] && main.All(char.IsAsciiLetterLower)
        && (rest.Length == 0 || (rest is [{ Length: 2 } region] && region.All(char.IsAsciiLetterUpper)));
}
