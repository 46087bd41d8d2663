using GovernedMcp.Browser.Pages.Values;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>The fields of a form on the page under the keys of its Skill; what no Skill names goes by its label.</summary>
internal sealed class FormFields
{
    private readonly FormTarget _target;
    private readonly PortalLocale _locale;
    private readonly Dictionary<string, LookedField> _byKey = new(StringComparer.Ordinal);
    private readonly FormLook _look;

    public FormFields(FormTarget target, FormLook look, PortalLocale locale)
    {
        (_target, _look, _locale) = (target, look, locale);
        var named = new string?[look.Fields.Count];
        for (var index = 0; index < target.Wanted.Count; index++)
        {
            if (look.Matched[index] is [var only]) named[only] ??= target.Wanted[index].Key;
        }

        for (var index = 0; index < named.Length; index++) _byKey[named[index] ?? Unused(look.Fields[index], index, named)] = look.Fields[index];
    }

    public IEnumerable<KeyValuePair<string, LookedField>> All => _byKey;

    /// <summary>The one field that a key means.</summary>
    public LookedField Of(string key)
    {
        return _look.Matched[_target.IndexOf(key)] switch
        {
            [var only] when _byKey.GetValueOrDefault(key) == _look.Fields[only] => _look.Fields[only],
            [_] => throw new BlockFault(Rules.Fields.Ambiguous, $"field `{Escaped.Short(key)}` and another one mean the same field of the page; give one of them"),
            [] => throw new BlockFault(Rules.Fields.Unknown, $"{_target.Told} has no field `{Escaped.Short(key)}`; data.allowed names those it has") { Allowed = [.. Names()] },
            var several => throw new BlockFault(Rules.Fields.Ambiguous, $"{several.Count} fields of the page match `{Escaped.Short(key)}`, and none is guessed; data.allowed tells how they are told apart") { Allowed = [.. several.Select(index => Alike(index) is { Count: > 1 } alike ? Placed(index, alike) : _byKey.First(pair => ReferenceEquals(pair.Value, _look.Fields[index])).Key)] },
        };
    }

    public ValueType TypeOf(string key) => _target.Declared?.FindField(key)?.Type ?? ValueType.String;

    public Sensitivity SensitivityOf(string key, LookedField field) => field.Secret ? Sensitivity.MaskAll : _target.Declared?.FindField(key)?.Sensitive ?? Sensitivity.None;

    /// <summary>What a field holds, in canonical form.</summary>
    public FieldValue ValueOf(string key, LookedField field) => Canonical(field, TypeOf(key), _locale);

    public static FieldValue Canonical(LookedField field, ValueType type, PortalLocale locale) => new([.. field.Values.Select(value => One(field, type, value, locale))]);

    private static string One(LookedField field, ValueType type, string shown, PortalLocale locale)
    {
        if (field.Options is not null || field.Widget is "checkbox" or "switch" or "file") return shown;
        var text = shown.ReplaceLineEndings("\n");
        // What the browser's own controls hold is canonical already.
        var own = field.Widget is "number" or "date" or "datetime" or "time" or "slider" or "stepper" ? PortalLocale.Default : locale;
        return type is ValueType.String or ValueType.Enum or ValueType.Email or ValueType.Link or ValueType.File
            || !ValueReading.TryRead(type, text.Trim(), null, own, out var value, out _) ? text : value.Text ?? "";
    }

    // Every name that is told must lead to its field: of several of one label that is the label with a number.
    private IEnumerable<string> Names() => _byKey.Where(pair => pair.Key.Length > 0).Select(pair => Told(pair.Key, pair.Value));

    private string Told(string key, LookedField field)
    {
        var index = _look.Fields.ToList().FindIndex(one => ReferenceEquals(one, field));
        return Alike(index) is { Count: > 1 } alike && !_target.Wanted.Any(want => want.Key == key) ? Placed(index, alike) : key;
    }

    private List<int> Alike(int index) => [.. Enumerable.Range(0, _look.Fields.Count).Where(other => _look.Fields[other].Label.Length > 0 && string.Equals(_look.Fields[other].Label, _look.Fields[index].Label, StringComparison.OrdinalIgnoreCase))];

    private string Placed(int index, List<int> alike) => $"{Escaped.Text(_look.Fields[index].Label)} ({alike.IndexOf(index) + 1})";

    private string Unused(LookedField field, int index, string?[] named)
    {
        var plain = Escaped.Text(field.Label.Length > 0 ? field.Label : field.Name.Length > 0 ? field.Name : $"field-{index + 1}");
        if (plain.Length > 80) plain = plain[..80];
        var place = Alike(index).IndexOf(index) + 1;
        var key = place > 1 ? $"{plain} ({place})" : plain;
        for (var number = Math.Max(2, place + 1); _byKey.ContainsKey(key) || named.Contains(key); number++) key = $"{plain} ({number})";
        return key;
    }
}
