using System.Globalization;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>One value on its way into one field: checked against Skill and page before the page is touched.</summary>
internal sealed record FieldEntry
{
    private static readonly string[] Chosen = ["select", "multiselect", "radio", "checkbox", "switch", "combobox", "listbox"];
    private static readonly string[] Native = ["date", "time", "datetime", "month", "week", "color", "slider"];

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

    public bool IsTyped => !Chosen.Contains(Field.Widget) && !Native.Contains(Field.Widget) && Field.Widget != "file";

    /// <exception cref="BlockFault">The field does not take the value.</exception>
    public static FieldEntry Of(string key, Field? declared, LookedField field, FieldValue value, PortalLocale locale, UploadFolder uploads)
    {
        if (field.Locked is { } how) throw new BlockFault(Rules.Fields.Locked, $"field `{key}` is {how} on the page and cannot be filled");
        if (declared?.Widget == Widget.Readonly) throw new BlockFault(Rules.Fields.Locked, $"field `{key}` is read only");
        if (value.Items.Count > 1 && !field.Multiple) throw Wrong(key, "takes one value");
        var type = declared?.Type ?? ValueType.String;
        if (field.Widget == "file") return File(key, declared, field, value, uploads);
        if (field.Options is { } options && !IsSwitch(field)) return Choice(key, field, value, options);
        if (IsSwitch(field)) return Plain(key, field, value, value.Text is "true" or "false" ? value.Text : throw Wrong(key, "takes true or false"));

        var text = value.Items.Count == 0 ? "" : value.Items[0].ReplaceLineEndings("\n");
        if (text.Contains('\n', StringComparison.Ordinal) && field.Widget is not ("textarea" or "richtext")) throw Wrong(key, "takes one line");
        if (text.Length == 0 && (declared?.Required == true || field.Required)) throw Wrong(key, "is required");
        var canonical = Typed(key, type, declared, text);
        var limit = Math.Min(declared?.MaxLength ?? int.MaxValue, field.Most ?? int.MaxValue);
        if (text.Length > limit) throw Wrong(key, string.Create(CultureInfo.InvariantCulture, $"takes at most {limit} characters, not {text.Length}"));
        if (declared is { Values.Count: > 0 } && text.Length > 0 && !declared.Values.Contains(text, StringComparer.OrdinalIgnoreCase)) throw Option(key, text, declared.Values);
        return Plain(key, field, new FieldValue(canonical), field.Widget is "number" || Native.Contains(field.Widget) ? Own(field, canonical) : ValueReading.Write(type, canonical, locale)) with { ByKeys = declared?.Widget is Widget.Masked };
    }

    /// <summary>Whether what the page now holds is what was wanted.</summary>
    public bool IsKept(FieldValue held, PortalLocale locale) => Field.Widget switch
    {
        "tel" or "masked" => Bare(held.Text) == Bare(Value.Text),
        "email" => string.Equals(held.Text.Trim(), Value.Text.Trim(), StringComparison.OrdinalIgnoreCase),
        "combobox" or "listbox" or "autocomplete" => held.Text.Contains(Value.Text, StringComparison.OrdinalIgnoreCase),
        _ when IsTyped && Number(Value.Text) is { } wanted && (Number(held.Text) ?? (LocaleNumber.TryRead(held.Text, locale.Decimal, beside: true, out var shown, out _) ? shown : null)) is { } has => has == wanted,
        _ => held.Items.Count == Value.Items.Count && held.Items.Zip(Value.Items).All(pair => pair.First.Trim() == pair.Second.Trim()) || (held.Text.Length == 0 && Value.Text.Length == 0),
    };

    // A leading zero is part of a name or account, not of a number.
    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text is not ['0', >= '0' and <= '9', ..] ? number : null;

    private static bool IsSwitch(LookedField field) => field.Widget is "checkbox" or "switch" && field.Options is null;

    private static FieldEntry Plain(string key, LookedField field, FieldValue value, string text) => new() { Key = key, Field = field, Value = value, Text = text };

    private static FieldEntry Choice(string key, LookedField field, FieldValue value, IReadOnlyList<LookedOption> options)
    {
        var chosen = value.Items.Where(item => item.Length > 0).Select(item =>
            (options.FirstOrDefault(option => option.Text == item) ?? options.FirstOrDefault(option => string.Equals(option.Text, item, StringComparison.OrdinalIgnoreCase)) ?? options.FirstOrDefault(option => option.Value == item))?.Text
            ?? throw Option(key, item, [.. options.Select(option => option.Text)])).ToList();
        if (chosen.Count == 0 && !field.Multiple)
        {
            var none = options.FirstOrDefault(option => option.Value.Length == 0) ?? throw Wrong(key, "cannot be left without a choice");
            chosen.Add(none.Text);
        }

        return Plain(key, field, new FieldValue(chosen), string.Join(", ", chosen));
    }

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
                    throw Wrong(key, type == ValueType.Integer ? "takes a whole number" : "takes a number with a decimal point and without groups, such as 1234.56");
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

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static BlockFault Wrong(string key, string why) => new(Rules.Fields.Value, $"field `{Escaped.Short(key)}` {why}");

    private static BlockFault Option(string key, string item, IReadOnlyList<string> options) =>
        new(Rules.Fields.Value, $"field `{Escaped.Short(key)}` has no option `{Escaped.Short(item)}`; options: {string.Join(", ", options.Take(40).Select(option => $"`{Escaped.Short(option)}`"))}")
        {
            Allowed = [.. options.Take(200)],
        };
}
