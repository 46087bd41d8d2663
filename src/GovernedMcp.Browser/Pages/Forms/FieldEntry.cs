using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>One value on its way into one field: checked against Skill and page before the page is touched.</summary>
internal sealed partial record FieldEntry
{
    private static readonly string[] Native = ["date", "time", "datetime", "month", "week", "color", "slider", "stepper"];
    private static readonly string[] Listed = ["select", "multiselect", "radio", "checkbox", "switch"];
    private const string NumberShape = "takes a number with a decimal point and without groups, such as 1234.56";
    private static readonly string[] Opening = ["combobox", "autocomplete", "listbox", "tree", "datepicker", "daterange"];

    public required string Key { get; init; }
    public required LookedField Field { get; init; }

    /// <summary>In canonical form, as it must stand there afterwards.</summary>
    public required FieldValue Value { get; init; }

    /// <summary>As it is typed.</summary>
    public required string Text { get; init; }

    /// <summary>The page listens to every key.</summary>
    public bool ByKeys { get; init; }

    /// <summary>The server's path of the file to give.</summary>
    public string? Path { get; init; }

    /// <summary>What kind of control it is: as the page tells, or the Skill where the page does not.</summary>
    public required string Kind { get; init; }

    public bool IsTyped => !Chooses && !Native.Contains(Kind) && Kind != "file";

    /// <summary>It opens something to choose from, which takes its time.</summary>
    public bool Opens => Opening.Contains(Kind) || Field.Open;

    /// <summary>Other fields may depend on what is chosen.</summary>
    public bool Chooses => Listed.Contains(Kind) || Opening.Contains(Kind);

    /// <exception cref="BlockFault">The field does not take the value.</exception>
    public static FieldEntry Of(string key, Field? declared, LookedField field, FieldValue value, PortalLocale locale, UploadFolder uploads)
    {
        var widget = field.Suggests ? field.Widget : KindOf(declared?.Widget, field.Widget);
        return Read(key, declared, field, widget, value, locale, uploads) with { Kind = widget };
    }

    // What looks like a plain field to the page may be more to whoever uses it.
    private static string KindOf(Widget? declared, string page) => (declared, page) switch
    {
        (Widget.Autocomplete, "text" or "combobox") => "autocomplete",
        (Widget.Combobox or Widget.Tree, "text" or "autocomplete") => "combobox",
        (Widget.Datepicker, "text") => "datepicker",
        (Widget.Daterange, "text" or "datepicker") => "daterange",
        _ => page,
    };

    private static FieldEntry Read(string key, Field? declared, LookedField field, string widget, FieldValue value, PortalLocale locale, UploadFolder uploads)
    {
        if (field.Locked is { } how && !(how == "readonly" && Opening.Contains(widget))) throw new BlockFault(Rules.Fields.Locked, $"field `{Escaped.Short(key)}` is {(how == "readonly" ? "read only" : "disabled")} on the page and cannot be filled");
        if (declared?.Widget == Widget.Readonly) throw new BlockFault(Rules.Fields.Locked, $"field `{key}` is read only");
        if (value.Items.Count > 1 && !field.Multiple && widget != "daterange") throw Wrong(key, "takes one value");
        var type = declared?.Type ?? ValueType.String;
        if (widget is "datepicker" or "daterange") return Days(key, field, value, widget);
        if (widget is "combobox" or "listbox" or "tree" || (widget == "autocomplete" && value.Items.Count > 1)) return Plain(key, field, value, value.Text);
        if (field.Widget == "file") return File(key, declared, field, value, uploads);
        if (field.Options is { } options && !IsSwitch(field)) return Choice(key, field, value, options);
        if (IsSwitch(field)) return Plain(key, field, value, value.Text is "true" or "false" ? value.Text : throw Wrong(key, "takes true or false"));

        var text = value.Items.Count == 0 ? "" : value.Items[0].ReplaceLineEndings("\n");
        if (text.Contains('\n', StringComparison.Ordinal) && field.Widget is not ("textarea" or "richtext")) throw Wrong(key, "takes one line");
        if (text.Length == 0 && (declared?.Required == true || field.Required)) throw Wrong(key, "is required");
        // The browser drops what is no number while it is typed: of `12,5` it keeps 125.
        if (field.Widget is "number" && text.Length > 0 && !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _)) throw Wrong(key, NumberShape);
        var canonical = Typed(key, type, declared, text);
        if (type == ValueType.String && field.Pattern is { } pattern && Dated(text) is { } day) return Plain(key, field, new FieldValue(canonical), day.ToString(pattern, CultureInfo.InvariantCulture));
        var limit = Math.Min(declared?.MaxLength ?? int.MaxValue, field.Most ?? int.MaxValue);
        if (text.Length > limit) throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"takes at most {limit} characters, not {text.Length}"));
        if (declared is { Values.Count: > 0 } && text.Length > 0 && !declared.Values.Contains(text, StringComparer.OrdinalIgnoreCase)) throw Option(key, text, declared.Values);
        return Plain(key, field, new FieldValue(canonical), field.Widget is "number" || Native.Contains(field.Widget) ? Own(field, canonical) : ValueReading.Write(type, canonical, locale)) with { ByKeys = declared?.Widget is Widget.Masked };
    }

    /// <summary>Whether what the page now holds is what was wanted.</summary>
    /// <param name="exactly">It was chosen in a list that takes several: what else it holds is too much.</param>
    public bool IsKept(FieldValue held, PortalLocale locale, bool exactly = false) => Kind switch
    {
        "datepicker" or "daterange" => SameDays(held, locale),
        "email" => string.Equals(held.Text.Trim(), Value.Text.Trim(), StringComparison.OrdinalIgnoreCase),
        "autocomplete" when Dated(Value.Text) is not null && IsDay(held.Text, Value.Text, locale) is { } isDay => isDay,
        _ when (IsTyped || Kind == "autocomplete") && Timed(Value.Text) is { } moment && Moment(held.Text, locale) is { } then => then == moment,
        "combobox" or "listbox" or "tree" or "autocomplete" => Split(held).SetEquals(Split(Value)) || (!exactly && !IsAdded(held) && Value.Items.Count == 1 && Value.Text.Length > 0 && held.Text.Contains(Value.Text, StringComparison.OrdinalIgnoreCase)),
        "slider" or "stepper" when Number(Value.Text) is { } wanted => decimal.TryParse(held.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var has) && has == wanted,
        _ when IsTyped && Dated(Value.Text) is { } wanted => LocaleDate.TryReadPattern(held.Text, Field.Pattern, out var told) ? told == wanted : IsDay(held.Text, Value.Text, locale) ?? Same(held),
        _ when IsTyped && Number(Value.Text) is { } wanted && (Number(held.Text) ?? LocaleNumber.Read(held.Text, locale.Decimal)) is { } has => has == wanted,
        _ => Same(held) || (IsTyped && Value.Text.Length > 0 && !IsTenfold(held.Text) && (Bare(held.Text) == Bare(Value.Text) && !(IsProse && Signs(held.Text) > Signs(Value.Text)) || (Kind == "tel" || ByKeys) && Bare(held.Text).EndsWith(Bare(Value.Text), StringComparison.Ordinal))),
    };

    /// <summary>What a person would try next where the page did not keep it: the other decimal sign where this one was dropped, or the calendar that the field opens.</summary>
    public FieldEntry Otherwise(FieldValue held) =>
        IsTyped && Number(Text) is not null && Decimals(Text) > 0 && Text.Contains('.', StringComparison.Ordinal) && Bare(held.Text).StartsWith(Bare(Text), StringComparison.Ordinal) ? this with { Text = Text.Replace('.', ',') }
        : Kind is "autocomplete" or "text" && Field.Calendar && Dated(Value.Text) is not null ? this with { Kind = "datepicker" }
        : this;

    /// <summary>The page wrote it its own way: with other signs, letters or spaces between.</summary>
    public bool IsRewritten(FieldValue held, PortalLocale locale) => IsTyped && !Same(held) && IsKept(held, locale);

    private bool Same(FieldValue held) =>
        held.Items.Count == Value.Items.Count && held.Items.Zip(Value.Items).All(pair => pair.First.Trim() == pair.Second.Trim()) || (held.Text.Length == 0 && Value.Text.Length == 0);

    // What it held before is still there beside what was to take its place.
    private bool IsAdded(FieldValue held) =>
        Split(new FieldValue(Field.Values)) is { Count: > 0 } before && before.IsProperSubsetOf(Split(held)) && !before.IsSubsetOf(Split(Value));

    private static HashSet<string> Split(FieldValue value) =>
        value.Items.SelectMany(item => item.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static DateOnly? Dated(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // A day with a time of day, as the portal need not write it.
    private static string? Timed(string text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? Moment(moment) : null;

    private static string Moment(DateTime moment) => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "s", CultureInfo.InvariantCulture);

    private bool SameDays(FieldValue held, PortalLocale locale)
    {
        if (Same(held)) return true;
        var shown = held.Items.Count > 1 ? held.Items : [.. Between().Split(held.Text).Where(part => part.Length > 0)];
        return shown.Count == Value.Items.Count && shown.Zip(Value.Items).All(pair => pair.First.Trim() == pair.Second || IsDay(pair.First, pair.Second, locale) == true);
    }

    // Figures may mean two days; a page that was given the year first and wrote another order understood it, or chose it in its calendar.
    private static bool? IsDay(string shown, string wanted, PortalLocale locale) =>
        Moment(shown, locale) is { } moment ? moment == Moment(wanted, locale) : Dated(wanted) is { } day && LocaleDate.MayBe(shown, day, locale) ? true : null;

    // The day alone is its midnight.
    private static string? Moment(string text, PortalLocale locale) => LocaleDate.TryReadMoment(text, locale, out var moment, figures: true)
        ? moment.EndsWith("T00:00:00", StringComparison.Ordinal) ? moment[..10] : moment
        : LocaleDate.OnlyReading(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s(?:to|bis|until|–|—|-|~|→|a|au|al)\s", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Between();

    // A leading zero is part of a name or account, not of a number.
    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text is not ['0', >= '0' and <= '9', ..] ? number : null;

    private static bool IsSwitch(LookedField field) => field.Widget is "checkbox" or "switch" && field.Options is null;

    private static FieldEntry Plain(string key, LookedField field, FieldValue value, string text) => new() { Key = key, Field = field, Value = value, Text = text, Kind = field.Widget };

    private static FieldEntry Days(string key, LookedField field, FieldValue value, string widget)
    {
        foreach (var item in value.Items)
        {
            if (Dated(item.Length > 10 && item[10] == 'T' ? item[..10] : item) is null && !(widget == "datepicker" && TimeOnly.TryParseExact(item, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
                throw Wrong(key, widget == "daterange" ? "takes two dates as yyyy-MM-dd" : "takes a date as yyyy-MM-dd, or a time as HH:mm");
        }

        if (widget == "daterange" && value.Items.Count != 2) throw Wrong(key, "takes two dates, as a list of yyyy-MM-dd");
        return Plain(key, field, value, value.Text);
    }

    private static FieldEntry Choice(string key, LookedField field, FieldValue value, IReadOnlyList<LookedOption> options)
    {
        var chosen = value.Items.Where(item => item.Length > 0).Select(item =>
            (options.FirstOrDefault(option => option.Text == item) ?? options.FirstOrDefault(option => string.Equals(option.Text, item, StringComparison.OrdinalIgnoreCase)) ?? options.FirstOrDefault(option => option.Value == item))?.Text
            ?? Told(options, item)?.Text ?? (field.Open ? item : null) ?? throw Option(key, item, [.. options.Select(option => option.Text)])).ToList();
        if (chosen.Count == 0 && !field.Multiple)
        {
            var none = options.FirstOrDefault(option => option.Value.Length == 0) ?? throw Wrong(key, "cannot be left without a choice");
            chosen.Add(none.Text);
        }

        return Plain(key, field, new FieldValue(chosen), string.Join(", ", chosen));
    }

    // A long option is told cut off, and goes by that where it is the only one.
    private static LookedOption? Told(IReadOnlyList<LookedOption> options, string item) =>
        item.EndsWith('…') && options.Where(option => Escaped.Short(option.Text) == item).Take(2).ToList() is [var only] ? only : null;

    private static FieldEntry File(string key, Field? declared, LookedField field, FieldValue value, UploadFolder uploads)
    {
        var path = uploads.Find(key, value.Text, declared, field.Accept);
        return Plain(key, field, value, value.Text) with { Path = path };
    }

    private static string Typed(string key, ValueType type, Field? declared, string text)
    {
        if (text.Length == 0) return text;
        switch (type)
        {
            case ValueType.Integer or ValueType.Decimal or ValueType.Money or ValueType.Percent:
                if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || (type == ValueType.Integer && !decimal.IsInteger(number)))
                    throw Wrong(key, type == ValueType.Integer ? "takes a whole number" : NumberShape);
                if (number < declared?.Min) throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"takes at least {declared.Min}"));
                if (number > declared?.Max) throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"takes at most {declared.Max}"));
                return text;
            case ValueType.Date when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _):
                throw Wrong(key, "takes a date as yyyy-MM-dd");
            case ValueType.Datetime:
                return DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                    ? moment.ToString("s", CultureInfo.InvariantCulture)
                    : throw Wrong(key, "takes a moment as yyyy-MM-ddTHH:mm");
            case ValueType.Email when text.IndexOf('@', StringComparison.Ordinal) <= 0:
                throw Wrong(key, "takes an email address");
            default:
                return text;
        }
    }

    // The browser's own controls take a moment without seconds.
    private static string Own(LookedField field, string canonical) => field.Widget == "datetime" && canonical.Length > 16 ? canonical[..16] : canonical;

    // Without the mark of its decimals an amount is another one.
    private bool IsTenfold(string held) => Amount().IsMatch(Value.Text.Trim()) && Decimals(held) != Decimals(Value.Text);

    private static int Decimals(string text) => text.TrimEnd().Reverse().SkipWhile(sign => !char.IsAsciiDigit(sign)).TakeWhile(char.IsAsciiDigit).Count();

    [GeneratedRegex(@"^[+-]?[\d.,'’ ]*\d[.,]\d{1,2}$", RegexOptions.NonBacktracking)]
    private static partial Regex Amount();

    // What is written at length may lose signs to an editor that makes letters bold of them, and gains none.
    private bool IsProse => Kind is "textarea" or "richtext";

    private static int Signs(string text) => text.Count(sign => !char.IsLetterOrDigit(sign) && !char.IsWhiteSpace(sign));

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static BlockFault Wrong(string key, string why) => new(Rules.Fields.Value, $"field `{Escaped.Short(key)}` {why}");

    private static BlockFault Option(string key, string item, IReadOnlyList<string> options) =>
        new(Rules.Fields.Value, $"field `{Escaped.Short(key)}` has no option `{Escaped.Short(item)}`{(options.All(string.IsNullOrEmpty) ? ": it has none yet" : "; data.allowed names those it has")}")
        {
            Allowed = [.. options.Where(option => !string.IsNullOrEmpty(option)).Take(200)],
        };
}
