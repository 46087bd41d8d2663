using System.Globalization;
using System.Text.RegularExpressions;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>A filled field: the names it goes by and the ways its value may be written.</summary>
internal sealed partial record PlannedField(IReadOnlyList<string> Names, IReadOnlyList<string> Values)
{
    private static readonly (string On, string Off)[] Answers = [("1", "0"), ("true", "false"), ("yes", "no"), ("on", "off"), ("y", "n"), ("t", "f")];
    private static readonly string[] Written = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>What is shown of it was chosen; what is sent of a choice may be written as names are.</summary>
    public bool Chosen { get; init; }

    /// <summary>What is shown of what was chosen from a list; nothing where it was not.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    /// <summary>How many were chosen from what a script draws, where the keys by which scripts send them are not to be seen in the page; else none.</summary>
    public int Unkeyed { get; init; }

    /// <summary>A text that its form would send under no name.</summary>
    public bool Unnamed { get; init; }

    /// <summary>A box without a name that the page ticked by itself, as one for all others: a form sends none of it.</summary>
    public bool Aside { get; init; }

    /// <summary>Of a box to tick: what it sends itself when it is ticked; <c>on</c> where its author gave it nothing.</summary>
    public string? Ticked { get; init; }

    /// <summary>It holds something else than before it was filled.</summary>
    public bool Changed { get; init; }

    /// <summary>It asks for the secret of a field before it once more: that is for the page, and scripts leave it out.</summary>
    public bool Repeats { get; init; }

    /// <summary>The numbers that its value may mean, as the portal writes them.</summary>
    public IReadOnlyList<decimal> Amounts { get; init; } = [];

    /// <summary>The days that its value may mean.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>The days with a time of day that its value may mean, where the page's clock is.</summary>
    public IReadOnlyList<DateTime> Moments { get; init; } = [];

    /// <summary>The clock that the page goes by.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public bool IsCalled(string name) => Names.Any(own => PlannedRequest.Bare(own) == PlannedRequest.Bare(name));

    /// <summary>The name is one of its own, or that with what keys are called: <c>supplier</c>, <c>supplier_id</c>, <c>supplierIds</c>.</summary>
    public bool IsKeyOf(string name) => PlannedRequest.Bare(name) is var bare && Names.Any(own => PlannedRequest.Bare(own) is { Length: > 0 } start && bare.StartsWith(start, StringComparison.Ordinal) && bare[start.Length..] is "" or "s" or "id" or "ids" or "key" or "code" or "uuid" or "pk");

    /// <summary>Such a key: a number, or an identifier made by a machine. Where what is shown has figures itself, another number would be another choice that can be read.</summary>
    public bool MayBeKey(string text) => Unkeyed > 0 && MachineKey().IsMatch(text) && !Listed.Any(shown => shown.Any(char.IsDigit));

    /// <summary>A text says its value, however it is written.</summary>
    public bool IsIn(string text) => Holds(text) || Values.Any(value => PlannedRequest.Bare(value) is { Length: > 0 } bare && PlannedRequest.Bare(text).Contains(bare, StringComparison.Ordinal));

    public bool Holds(string text) => Values.Any(value => PlannedRequest.Lines(value) == PlannedRequest.Lines(text) || (Number(value) is { } number && Number(text) == number)) || Amounts.Any(amount => Number(text) == amount)
        || (text is "" or "false" && IsEmpty) || (Chosen && PlannedRequest.Bare(text) is { Length: > 0 } bare && Values.Any(value => PlannedRequest.Bare(value) == bare))
        || (IsEmpty && Nothing().IsMatch(text)) || Days.Any(day => IsAt(text, day.ToDateTime(TimeOnly.MinValue))) || Moments.Any(moment => IsAt(text, moment));

    /// <summary>Under its own name a script also sends of a box whether it is ticked, in words or numbers; of one that sends <c>0</c> when it is, <c>1</c> when not.</summary>
    public bool Says(string text) => Holds(text) || (Ticked is { } own && Answers.Any(answer =>
        (own is "on" || Same(own, answer.On) ? Same(text, IsEmpty ? answer.Off : answer.On) : Same(own, answer.Off) && Same(text, IsEmpty ? answer.On : answer.Off))));

    /// <summary>Of a box to tick: a text is what it is called, or what it sends.</summary>
    public bool IsNamedIn(string text) => Ticked is { } own && (IsCalled(text) || (own is not "on" && own == text));

    /// <summary>Nothing is filled in, or a box is not ticked: scripts may leave it out.</summary>
    public bool IsEmpty => Values.All(value => value is "" or "false");

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    // A calendar hands on the moment at which its day begins, or that it shows: there, or where days are counted from. What shows minutes knows of no seconds.
    private bool IsAt(string text, DateTime shown) => DateTimeOffset.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        && new[] { moment.UtcDateTime, TimeZoneInfo.ConvertTime(moment, Zone).DateTime }.Any(at => at == shown || (shown.TimeOfDay > TimeSpan.Zero && shown.Second == 0 && at - shown is { Ticks: > 0 } past && past < TimeSpan.FromMinutes(1)));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text is not ['0', >= '0' and <= '9', ..] ? number : null;

    // A number as databases count, a UUID (RFC 9562), or the 12 bytes that document databases take.
    [GeneratedRegex("^(?:[1-9][0-9]{0,11}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{24})$")]
    private static partial Regex MachineKey();

    // What scripts write where a body has no word for nothing: `null`, `undefined`, or a name of their own that ends so.
    [GeneratedRegex("^(null|undefined|_*([A-Z]+_)+(NULL|UNDEFINED)_*)$")]
    private static partial Regex Nothing();
}
