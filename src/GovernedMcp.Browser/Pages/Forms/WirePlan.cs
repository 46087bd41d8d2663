using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What the proxy is told of a filled form: the one request that sending it may cause.</summary>
internal static partial class WirePlan
{
    /// <param name="earlier">The pages of a wizard before this one: scripts send their fields along.</param>
    /// <param name="changes">What filling it changed.</param>
    /// <param name="added">What the page's script is known to add.</param>
    /// <param name="told">The records behind what the page shows.</param>
    public static PlannedRequest Of(Portal portal, FormTarget target, FormLook look, IReadOnlyList<FormLook> earlier, IReadOnlyList<PlannedChange> changes, IReadOnlyList<AddedPair> added, ToldRecords told)
    {
        var changed = changes.Select(change => change.Field).ToHashSet(StringComparer.Ordinal);
        return new PlannedRequest
        {
            Portal = portal,
            Pattern = target.Declared?.Submit?.Request,
            Method = look.Method.ToUpperInvariant(),
            Action = Canonical(look.Action),
            Scripted = look.Scripted && target.Declared?.Submit?.Request is null,
            Query = look.Method == "get" ? "" : look.Query,
            Pairs = look.Sent is null ? null : [.. look.Sent.Select(pair => new PlannedPair(pair.Name, pair.Value, pair.Size) { Point = pair.Point })],
            Fields = [.. earlier.Append(look).SelectMany(page => Fields(new FormFields(target, page, portal.Locale), portal.Locale, changed).Select(field => field with { Unnamed = field.Unnamed && page == look })).DistinctBy(field => field.Names[0])],
            Volatile = target.Declared?.Volatile ?? [],
            Added = added,
            Told = told,
        };
    }

    private static IEnumerable<PlannedField> Fields(FormFields fields, PortalLocale locale, HashSet<string> changed) =>
        fields.All.Where(pair => pair.Value.Locked != "disabled").Select(pair => Field(pair.Key, pair.Value, fields, locale) with { Changed = changed.Contains(pair.Key) });

    private static PlannedField Field(string key, LookedField field, FormFields fields, PortalLocale locale)
    {
        var shown = field.Values;
        var options = (field.Options ?? []).Where(option => shown.Contains(option.Text)).SelectMany(option => Keys(option.Value));
        string[] values = [.. shown, .. options, .. field.Keys ?? [], .. fields.ValueOf(key, field).Items];
        var chosen = field.Widget is "combobox" or "autocomplete" or "listbox" or "tree" or "radio";
        return new PlannedField([.. new[] { key, field.Name, field.Id }.Where(name => name.Length > 0)], values)
        {
            Chosen = chosen,
            Ticked = field.Ticked ?? (field.Widget is "switch" ? "on" : null),
            Unnamed = field.Name.Length == 0 && field.Widget is "text" or "email" or "tel" or "number",
            Listed = chosen || field.Widget is "select" or "multiselect" ? [.. shown.Where(text => text.Length > 0)] : [],
            Amounts = field.Widget is "text" ? [.. values.Select(value => Amount(value, locale)).OfType<decimal>().Distinct()] : [],
            Days = [.. values.Select(value => Day(value, field.Pattern, locale)).OfType<DateOnly>().Distinct()],
            Moments = [.. values.Select(value => Moment(value, locale)).OfType<DateTime>().Distinct()],
            Zone = TimeZoneInfo.FindSystemTimeZoneById(locale.TimeZone),
        };
    }

    // Angular writes the place in its list before the key, AngularJS the kind of it (https://docs.angularjs.org/api/ng/directive/ngOptions).
    private static IEnumerable<string> Keys(string option) => Placed().Match(option) is { Success: true } placed ? [option, placed.Groups[1].Value] : [option];

    [GeneratedRegex(@"^(?:\d+: |(?:number|string|boolean):)(.+)$")]
    private static partial Regex Placed();

    private static decimal? Amount(string value, PortalLocale locale) => LocaleNumber.TryRead(value, locale.Decimal, beside: true, out var amount, out _) ? amount : null;

    private static DateOnly? Day(string value, string? pattern, PortalLocale locale) =>
        LocaleDate.TryReadPattern(value, pattern, out var told) ? told : LocaleDate.TryReadDay(value, locale, out var day) ? day : LocaleDate.OnlyReading(value);

    private static DateTime? Moment(string value, PortalLocale locale) =>
        LocaleDate.TryReadMoment(value, locale, out var text, figures: true) && DateTime.TryParseExact(text, "s", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private static string Canonical(string action) => Uri.TryCreate(action, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? Origins.Of(address) + Path(action, address) : "";

    // As the page's own address parser left it: .NET would unescape here and there.
    private static string Path(string action, Uri address)
    {
        var at = action.IndexOf('/', address.Scheme.Length + "://".Length);
        return at < 0 ? "/" : action[at..];
    }
}
