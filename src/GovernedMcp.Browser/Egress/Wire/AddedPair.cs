using System.Globalization;
using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>
/// A constant that a page's script adds to the fields of its form when it sends them (<c>ajax=true</c>), as it was seen in a request that was kept back for it. A plan that is
/// made after that shows it and holds it: with this very value, once, and not without it.
/// </summary>
internal sealed partial record AddedPair(string Name, string Value)
{
    /// <summary>What is said of a value that tells the time.</summary>
    public const string Moment = "the time of sending";

    private const int LongestShown = 30;

    private static readonly string[] Written = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz"];
    private static readonly string[] Flags = ["", "true", "false", "0", "1"];
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(5);

    /// <summary>It is the time of sending: a number that begins with it, in seconds, so that browsers and proxies keep no answer; or written out, as of when a record was made.</summary>
    public bool IsMoment { get; private init; }

    public string Told => $"{Name} = {(IsMoment ? Moment : Value)}";

    /// <returns>Null: it is no constant that can be shown to people, or it may be something that was filled in.</returns>
    public static AddedPair? Of(WireField field, IReadOnlyList<PlannedField> filled, DateTimeOffset now)
    {
        if (field.FileSize is not null || field.Name.Length is 0 or > 80) return null;
        if (Tells(field.Value, now)) return new AddedPair(field.Name, field.Value) { IsMoment = true };
        var isSaid = !IsFlag(field.Value) && filled.SelectMany(one => one.Values).Any(value => value.Length > 0 && (value == field.Value || (value.Length > 3 && field.Value.Contains(value, StringComparison.OrdinalIgnoreCase))));
        return isSaid || field.Value.Length > LongestShown || !Constant().IsMatch(field.Value) ? null : new AddedPair(field.Name, field.Value);
    }

    public bool Is(WireField field, DateTimeOffset now) =>
        field.FileSize is null && field.Name == Name && (IsMoment ? IsWritten(field.Value) && Tells(field.Value, now) : field.Value == Value);

    // As it was the first time. A number that a script draws after the milliseconds is now and then a shorter one.
    private bool IsWritten(string value) => value.Length == Value.Length || (Drawn().IsMatch(value) && Drawn().IsMatch(Value));

    /// <summary>It says no more than yes, no, or nothing.</summary>
    public static bool IsFlag(string value) => Flags.Contains(value);

    private static bool Tells(string value, DateTimeOffset now) => MomentOf(value) is { } then && (then - now).Duration() < AtOnce;

    // Scripts write moments as JavaScript does, or as OData 2 has them (`/Date(1764450000000)/`).
    private static DateTimeOffset? MomentOf(string value)
    {
        if (Stamp().Match(value) is { Success: true } stamp) return DateTimeOffset.FromUnixTimeSeconds(long.Parse(stamp.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return DateTimeOffset.TryParseExact(value, Written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var then) ? then : null;
    }

    [GeneratedRegex(@"^(?:/Date\()?([0-9]{10})[0-9]{0,10}(?:\)/)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^[0-9]{14,20}$", RegexOptions.NonBacktracking)]
    private static partial Regex Drawn();

    // Words, small numbers and days. What is longer, or of letters and digits, may be a key or a token, which is shown to nobody.
    [GeneratedRegex(@"^(?:-?[0-9]{1,6}(?:\.[0-9]{1,2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z]*(?:[ _.:/-][A-Za-z]+)*| {1,3})$", RegexOptions.NonBacktracking)]
    private static partial Regex Constant();
}
