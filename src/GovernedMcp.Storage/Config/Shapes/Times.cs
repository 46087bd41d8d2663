using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernedMcp.Governance.Registry;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Durations, rates and hours: <c>90d</c>, <c>600/h</c>, <c>Mon-Fri 07:00-19:00 Europe/Berlin</c>.</summary>
internal static partial class Times
{
    private const string DurationPattern = "^[1-9][0-9]{0,5}[smhd]$";
    private const string RatePattern = "^[1-9][0-9]{0,8}/[mhd]$";
    private const string HoursPattern = "^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)([-,](Mon|Tue|Wed|Thu|Fri|Sat|Sun))* [0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9] [A-Za-z0-9_+/-]+$";
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static Shape<Rate> Rate { get; } = new ScalarShape<Rate>(
        ConfigCodes.Value, "a count in a window of time", "write it like `600/h`; the window is `m`, `h` or `d`", Schema(RatePattern), ParseRate);

    public static Shape<OfficeHours> Hours { get; } = new ScalarShape<OfficeHours>(
        ConfigCodes.Value, "days, hours and a time zone", "write it like `Mon-Fri 07:00-19:00 Europe/Berlin`", Schema(HoursPattern), ParseHours);

    /// <summary>A duration from <paramref name="min"/> to <paramref name="max"/>, both written as files write them.</summary>
    public static Shape<TimeSpan> Duration(string min, string max) => new ScalarShape<TimeSpan>(
        ConfigCodes.Duration, $"a duration from {min} to {max}", "write a whole number and `s`, `m`, `h` or `d`, such as `15m`", Schema(DurationPattern),
        (Node.Scalar scalar, out TimeSpan value) => TryParse(scalar.Text, out value) && value >= Parse(min) && value <= Parse(max));

    private static JsonObject Schema(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static TimeSpan Parse(string text) => TryParse(text, out var value) ? value : throw new ArgumentException(text);

    private static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        if (!DurationForm().IsMatch(text)) return false;
        value = int.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture) * Unit(text[^1]);
        return true;
    }

    private static TimeSpan Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    private static bool ParseRate(Node.Scalar scalar, out Rate value)
    {
        value = null!;
        if (!RateForm().IsMatch(scalar.Text)) return false;
        value = new Rate(int.Parse(scalar.Text.AsSpan(0, scalar.Text.Length - 2), CultureInfo.InvariantCulture), Unit(scalar.Text[^1]));
        return true;
    }

    private static bool ParseHours(Node.Scalar scalar, out OfficeHours value)
    {
        value = null!;
        if (!HoursForm().IsMatch(scalar.Text) || scalar.Text.Split(' ') is not [var days, var times, var zone]) return false;
        if (!TimeOnly.TryParseExact(times[..5], "HH:mm", out var from) || !TimeOnly.TryParseExact(times[6..], "HH:mm", out var to) || from == to) return false;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)) return false;
        value = new OfficeHours(days.Split(',').SelectMany(Run).ToHashSet(), from, to, found);
        return true;
    }

    private static IEnumerable<DayOfWeek> Run(string days)
    {
        var ends = days.Split('-');
        int first = Array.IndexOf(Days, ends[0]), last = Array.IndexOf(Days, ends[^1]);
        for (var day = first; ; day = (day + 1) % 7)
        {
            yield return (DayOfWeek)day;
            if (day == last) yield break;
        }
    }

    [GeneratedRegex(DurationPattern)]
    private static partial Regex DurationForm();

    [GeneratedRegex(RatePattern)]
    private static partial Regex RateForm();

    [GeneratedRegex(HoursPattern)]
    private static partial Regex HoursForm();
}
