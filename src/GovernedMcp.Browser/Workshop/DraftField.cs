using System.Globalization;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Workshop;

/// <summary>A field of a draft, and the request that a form is sent with.</summary>
internal static class DraftField
{
    private const int MostValues = 30;

    public static Field Of(SeenField seen, ISet<string> keys)
    {
        var widget = Enum.TryParse<Widget>(seen.Widget, ignoreCase: true, out var known) && !int.TryParse(seen.Widget, NumberStyles.Any, CultureInfo.InvariantCulture, out _) ? known : (Widget?)null;
        var chosen = widget is Widget.Select or Widget.Radio && seen.Options is { Count: > 0 and <= MostValues };
        return new Field
        {
            Key = DraftName.Key(seen.Label.Length > 0 ? seen.Label : seen.Name, "field_of_form", keys),
            Label = seen.Labelled ? seen.Label : null,
            Locator = seen.Labelled ? null : seen.Place,
            Widget = widget,
            Type = chosen ? ValueType.Enum : TypeOf(widget),
            Required = seen.Required,
            MaxLength = widget is Widget.Text or Widget.Textarea ? seen.Most : null,
            Values = chosen ? [.. seen.Options!.Distinct()] : [],
            Accept = widget == Widget.File ? Endings(seen.Accept) : [],
            Sensitive = seen.Secret ? Sensitivity.MaskAll : TypeGuess.Sensitive(seen.Label),
        };
    }

    /// <summary>A path in which what looks like a number or id of something is any.</summary>
    public static string Glob(string path) => string.Join('/', path.Split('/').Select(segment => IsId(segment) ? "*" : segment));

    private static ValueType TypeOf(Widget? widget) => widget switch
    {
        Widget.Number => ValueType.Decimal,
        Widget.Email => ValueType.Email,
        Widget.Date or Widget.Datepicker => ValueType.Date,
        Widget.Datetime => ValueType.Datetime,
        Widget.Checkbox or Widget.Switch => ValueType.Boolean,
        Widget.File => ValueType.File,
        _ => ValueType.String,
    };

    private static bool IsId(string segment) => segment.Length > 0 && (segment.All(char.IsAsciiDigit) || (segment.Length >= 16 && segment.Any(char.IsAsciiDigit) && segment.All(letter => char.IsAsciiHexDigit(letter) || letter == '-')));

    private static IReadOnlyList<string> Endings(string? accept) =>
        [.. (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(one => one is ['.', ..] && one.Length <= 10 && one[1..].All(char.IsAsciiLetterOrDigit)).Select(one => one[1..].ToLowerInvariant()).Distinct()];
}
