using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>How the portal writes numbers and dates, as it was written.</summary>
internal static partial class LocaleShape
{
    private static readonly Shape<char> Mark = Scalars.OneOf([".", ","], ['.', ',']);

    public static Shape<PortalLocale> Shape { get; } = Shaped.Map<PortalLocale>(keys =>
    {
        var standard = PortalLocale.Default;
        var language = keys.Or("language", Scalars.Pattern(LanguageForm(), "a language", "write it like `de-DE`", 20), standard.Language);
        var zone = keys.Or("timezone", Scalars.Text.Into(KnownZone), standard.TimeZone);
        var mark = keys.Or("decimal", Mark, standard.Decimal, "The decimal mark: `.` or `,`");
        var date = keys.Or("date", Scalars.Text.Into(KnownDate), standard.Date, "How dates are written, such as `dd.MM.yyyy`");
        return () => new PortalLocale(language, zone, mark, date);
    });

    private static string KnownZone(string zone, Node node, Reading reading)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) reading.Error(node.At, ConfigCodes.Value, $"{Quoted.Of(zone)} is not a time zone; write it like `Europe/Berlin`");
        return zone;
    }

    private static string KnownDate(string pattern, Node node, Reading reading)
    {
        var probe = new DateOnly(2026, 12, 31);
        var fine = pattern.All(letter => letter is 'd' or 'M' or 'y' or '.' or '/' or '-' or ' ' or ',')
            && pattern.Contains('d', StringComparison.Ordinal) && pattern.Contains('M', StringComparison.Ordinal) && pattern.Contains('y', StringComparison.Ordinal)
            && DateOnly.TryParseExact(probe.ToString(pattern, CultureInfo.InvariantCulture), pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var again)
            && again == probe;
        if (!fine) reading.Error(node.At, ConfigCodes.Value, $"{Quoted.Of(pattern)} is not a date pattern; write it with `d`, `M` and `y`, such as `dd.MM.yyyy`");
        return pattern;
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
    private static partial Regex LanguageForm();
}
