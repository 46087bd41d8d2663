using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Pages.Values;

/// <summary>
/// Dates as a portal writes them: its own pattern, ISO, the year first, or with the month as a word. `03/04/2026` means only what the
/// portal's pattern says; where that does not fit, it means nothing.
/// </summary>
internal static partial class LocaleDate
{
    // Nobody writes the day between year and month, with whatever sign.
    private static readonly string[] YearFirst = ["yyyy-MM-dd", "yyyy'/'MM'/'dd", "yyyy.MM.dd"];
    private static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new(StringComparer.OrdinalIgnoreCase);

    public static bool TryReadDay(string text, PortalLocale locale, out DateOnly day)
    {
        var shown = Blanks().Replace(text.Trim(), " ");
        var pattern = locale.Date;
        var loose = pattern.Replace("dd", "d", StringComparison.Ordinal).Replace("MM", "M", StringComparison.Ordinal);
        string[] numeric = pattern.Contains("MMM", StringComparison.Ordinal) ? [pattern, .. YearFirst] : [pattern, loose, .. YearFirst];
        var culture = Culture(locale.Language);
        if (DateOnly.TryParseExact(shown, numeric, culture, DateTimeStyles.None, out day)) return true;
        return Word(shown, culture, out day);
    }

    /// <summary>As the field says that days are written in it.</summary>
    public static bool TryReadPattern(string text, string? pattern, out DateOnly day)
    {
        day = default;
        return pattern is not null && DateOnly.TryParseExact(text.Trim(), pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>A day and a time of day: <c>yyyy-MM-ddTHH:mm:ss</c>, with an offset when the page says one; the day alone when there is no time.</summary>
    /// <param name="figures">Also where figures alone say which is the month, against the portal's pattern.</param>
    public static bool TryReadMoment(string text, PortalLocale locale, out string moment, bool figures = false)
    {
        moment = "";
        if (Timed().Match(text.Trim()) is not { Success: true } match)
        {
            if (!TryReadDay(text, locale, out var only)) return false;
            moment = Canonical(only);
            return true;
        }

        if (!TryReadDay(match.Groups["day"].Value, locale, out var day))
        {
            if (!figures || OnlyReading(match.Groups["day"].Value) is not { } said) return false;
            day = said;
        }

        var clock = match.Groups["time"].Value.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
        if (!TimeOnly.TryParseExact(clock, ["H:mm", "H:mm:ss", "h:mm tt", "h:mm:ss tt", "h:mmtt"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        moment = $"{Canonical(day)}T{time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}{match.Groups["zone"].Value.Replace("UTC", "Z", StringComparison.Ordinal)}";
        return true;
    }

    /// <summary>The day that figures say without the portal's pattern, where only one of them can be the month; else null.</summary>
    public static DateOnly? OnlyReading(string text) => Readings(text) is [var day] ? day : null;

    /// <summary>Figures may say that day, whichever of them is the month, and no pattern of the portal's says which is.</summary>
    public static bool MayBe(string text, DateOnly day, PortalLocale locale) => locale.Date.StartsWith('y') && Readings(text).Contains(day);

    private static List<DateOnly> Readings(string text)
    {
        if (Figures().Match(text.Trim()) is not { Success: true } match) return [];
        var (first, second) = (match.Groups["day"].Value, match.Groups["month"].Value);
        return [.. new[] { $"{second}-{first}", $"{first}-{second}" }.Select(written => DateOnly.TryParseExact($"{match.Groups["year"].Value}-{written}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).OfType<DateOnly>().Distinct()];
    }

    public static string Canonical(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day as the portal wants it typed.</summary>
    public static string Write(DateOnly day, PortalLocale locale) => day.ToString(locale.Date, Culture(locale.Language));

    private static bool Word(string shown, CultureInfo culture, out DateOnly day)
    {
        day = default;
        if (Worded().Match(shown) is not { Success: true } match) return false;
        var month = Month(match.Groups["month"].Value, culture) ?? Month(match.Groups["month"].Value, CultureInfo.InvariantCulture);
        return month is not null && DateOnly.TryParseExact($"{match.Groups["year"].Value}-{month}-{match.Groups["day"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    // The one month whose name begins so: portals shorten them in many ways, `Sep`, `Sept`, `févr`.
    private static int? Month(string word, CultureInfo culture)
    {
        var format = culture.DateTimeFormat;
        var months = Enumerable.Range(0, 12).Where(at => word.Length >= 3
            && new[] { format.MonthNames[at], format.MonthGenitiveNames[at], format.AbbreviatedMonthNames[at] }.Any(name => name.StartsWith(word, ignoreCase: true, culture))).ToList();
        return months.Count == 1 ? months[0] + 1 : null;
    }

    // Months and days in the portal's language, years always Gregorian.
    private static CultureInfo Culture(string language) => Cultures.GetOrAdd(language, name =>
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(name);
            return culture.Calendar is GregorianCalendar ? culture : CultureInfo.InvariantCulture;
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    });

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?<day>\d{1,2})(?<sign>[./-])(?<month>\d{1,2})\k<sign>(?<year>\d{4})$")]
    private static partial Regex Figures();

    // `1. Februar 2026`, `1er févr. 2026`, `Mon, 1 Feb 2026`, `Feb 1st, 2026`, `1-Feb-2026`.
    [GeneratedRegex(@"^(?:\p{L}+\.?,? )?(?:(?<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?[ -](?:de )?(?<month>\p{L}+)\.?|(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?),?[ -](?:de )?(?<year>\d{4})$")]
    private static partial Regex Worded();

    [GeneratedRegex(@"^(?<day>.*?\d)(?:T|,?\s+)(?:at\s+|um\s+)?(?<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?)(?:\.\d+)?\s*(?:Uhr|h)?\s*(?<zone>Z|UTC|[+-]\d{2}:\d{2})?$")]
    private static partial Regex Timed();
}
