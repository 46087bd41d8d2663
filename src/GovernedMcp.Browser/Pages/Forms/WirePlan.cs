using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>What the proxy is told of a filled form: the one request that sending it may cause.</summary>
internal static partial class WirePlan
{
    /// <param name="changes">What filling it changed.</param>
    /// <param name="told">The records behind what the page shows.</param>
    public static PlannedRequest Of(Portal portal, FormPlanState plan, FormLook look, IReadOnlyList<PlannedChange> changes, ToldRecords told)
    {
        var (target, changed) = (plan.Target, changes.Select(change => change.Field).ToHashSet(StringComparer.Ordinal));
        return new PlannedRequest
        {
            Portal = portal,
            Pattern = target.Declared?.Submit?.Request,
            Method = look.Method.ToUpperInvariant(),
            Action = Canonical(look.Action),
            Scripted = look.Scripted && target.Declared?.Submit?.Request is null,
            Query = look.Method == "get" ? "" : look.Query,
            Pairs = look.Sent is null ? null : [.. look.Sent.Select(pair => new PlannedPair(pair.Name, pair.Value, pair.Size) { Point = pair.Point, Button = pair.Button, Written = pair.Written })],
            // Scripts send the fields of a wizard's earlier pages along.
            Fields = [.. plan.Earlier.Append(look).SelectMany(page => Fields(new FormFields(target, page, portal.Locale), portal.Locale, plan.Given, changed).Select(field => field with { Unnamed = field.Unnamed && page == look })).DistinctBy(field => field.Names[0])],
            Volatile = target.Declared?.Volatile ?? [],
            Added = plan.Added,
            Told = told,
        };
    }

    private static IEnumerable<PlannedField> Fields(FormFields fields, PortalLocale locale, IReadOnlyDictionary<string, FieldValue> given, HashSet<string> changed) =>
        fields.All.Where(pair => pair.Value.Locked != "disabled").Select(pair => Field(pair.Key, pair.Value, fields, locale, given.GetValueOrDefault(pair.Key)) with { Changed = changed.Contains(pair.Key), Aside = changed.Contains(pair.Key) && !given.ContainsKey(pair.Key) && pair.Value is { Name: "", Widget: "checkbox" }, Repeats = Repeats(fields, pair.Value) });

    private static bool Repeats(FormFields fields, LookedField field) =>
        field.Secret && field.Values.Any(value => value.Length > 0) && fields.All.Select(pair => pair.Value).TakeWhile(before => !ReferenceEquals(before, field)).Any(before => before.Secret && before.Values.SequenceEqual(field.Values));

    private static PlannedField Field(string key, LookedField field, FormFields fields, PortalLocale locale, FieldValue? given)
    {
        // A list that takes several may show them in one line: what was given says where one ends.
        var several = given is { Items.Count: > 1 } && Parts(given.Items).SetEquals(Parts(field.Values)) ? given.Items : [];
        IReadOnlyList<string> shown = [.. field.Values, .. several];
        var options = (field.Options ?? []).Where(option => shown.Contains(option.Text)).SelectMany(option => Keys(option.Value));
        string[] values = [.. shown, .. options, .. field.Keys ?? [], .. fields.ValueOf(key, field).Items];
        var chosen = field.Widget is "combobox" or "autocomplete" or "listbox" or "tree" or "radio";
        return new PlannedField([.. new[] { key, field.Name, field.Id }.Where(name => name.Length > 0)], values)
        {
            Chosen = chosen,
            Unkeyed = chosen && field.Widget != "radio" && field.Keys is not { Count: > 0 } && field.Options is null ? Math.Max(several.Count, field.Values.Count(text => text.Length > 0)) : 0,
            Ticked = field.Ticked ?? (field.Widget is "switch" ? "on" : null),
            Unnamed = field.Name.Length == 0 && field.Widget is "text" or "email" or "tel" or "number",
            Listed = chosen || field.Widget is "select" or "multiselect" ? [.. shown.Where(text => text.Length > 0)] : [],
            Amounts = field.Widget is "text" ? [.. values.Select(value => LocaleNumber.Read(value, locale.Decimal)).OfType<decimal>().Distinct()] : [],
            Days = [.. values.Select(value => Day(value, field.Pattern, given, locale)).OfType<DateOnly>().Distinct()],
            Moments = [.. values.Select(value => Moment(value, locale)).OfType<DateTime>().Distinct()],
            Zone = TimeZoneInfo.FindSystemTimeZoneById(locale.TimeZone),
        };
    }

    // Angular writes the place in its list before the key, AngularJS the kind of it (https://docs.angularjs.org/api/ng/directive/ngOptions).
    private static IEnumerable<string> Keys(string option) => Placed().Match(option) is { Success: true } placed ? [option, placed.Groups[1].Value] : [option];

    [GeneratedRegex(@"^(?:\d+: |(?:number|string|boolean):)(.+)$")]
    private static partial Regex Placed();

    private static HashSet<string> Parts(IEnumerable<string> texts) =>
        texts.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    // Of a day that figures alone do not tell, what was given does.
    private static DateOnly? Day(string value, string? pattern, FieldValue? given, PortalLocale locale) =>
        LocaleDate.TryReadPattern(value, pattern, out var told) ? told : LocaleDate.TryReadDay(value, locale, out var day) ? day : LocaleDate.OnlyReading(value)
        ?? (given is not null && LocaleDate.TryReadDay(given.Text, locale, out var meant) && LocaleDate.MayBe(value, meant, locale) ? meant : null);

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
