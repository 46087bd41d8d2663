using System.Globalization;
using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Blocks.Navigate;

/// <summary>The parameters of a section as a caller gave them: checked before the page is touched.</summary>
internal sealed partial class SectionParameters
{
    private readonly Section _section;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="BlockFault">Unknown, missing, or not of the type.</exception>
    public SectionParameters(Section section, IReadOnlyDictionary<string, FieldValue> given)
    {
        _section = section;
        foreach (var (name, value) in given)
        {
            if (!section.Parameters.TryGetValue(name, out var parameter)) throw Unknown(name);
            _values[name] = Canonical(parameter, value.Text);
        }

        if (section.Parameters.Values.FirstOrDefault(parameter => parameter.Required && !_values.ContainsKey(parameter.Name)) is { } missing)
            throw new BlockFault(Rules.Navigation.Parameter, $"section `{section.Name}` needs the parameter `{missing.Name}`");
    }

    /// <summary>Those that are set on the page, in the order in which they were given.</summary>
    public IEnumerable<(SectionParameter Parameter, string Value)> OnPage =>
        _values.Select(pair => (_section.Parameters[pair.Key], pair.Value)).Where(pair => pair.Item1.Set is not null);

    /// <summary>The section's address with its places filled in.</summary>
    public string Fill(string url) => Place().Replace(url, place =>
    {
        var name = place.Groups[1].Value;
        if (!_values.TryGetValue(name, out var value)) throw new BlockFault(Rules.Navigation.Parameter, $"section `{_section.Name}` needs the parameter `{name}`");
        // A dot or two would be no value but another place.
        if (value.Trim('.').Length == 0) throw new BlockFault(Rules.Navigation.Parameter, $"the parameter `{name}` cannot be `{Escaped.Short(value)}`");
        return Uri.EscapeDataString(value);
    });

    /// <summary>A value as the portal writes it.</summary>
    public static string Local(SectionParameter parameter, string value, PortalLocale locale) => parameter.Type switch
    {
        ValueType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
            date.ToString(locale.Date, CultureInfo.InvariantCulture),
        ValueType.Decimal or ValueType.Money or ValueType.Percent => value.Replace('.', locale.Decimal),
        _ => value,
    };

    private string Canonical(SectionParameter parameter, string value)
    {
        if (parameter.Type == ValueType.Enum && parameter.Values.Count > 0)
        {
            return parameter.Values.FirstOrDefault(allowed => allowed.Equals(value, StringComparison.OrdinalIgnoreCase))
                ?? throw new BlockFault(Rules.Navigation.Parameter, $"the parameter `{parameter.Name}` of section `{_section.Name}` cannot be `{Escaped.Short(value)}`; allowed are {Listed(parameter.Values)}") { Allowed = parameter.Values };
        }

        return Fits(parameter.Type, value) ? value : throw new BlockFault(Rules.Navigation.Parameter, $"the parameter `{parameter.Name}` of section `{_section.Name}` takes {Kind(parameter.Type)}, not `{Escaped.Short(value)}`");
    }

    private BlockFault Unknown(string name)
    {
        var known = _section.Parameters.Keys.Order(StringComparer.Ordinal).ToList();
        return new BlockFault(Rules.Navigation.Parameter, $"section `{_section.Name}` has no parameter `{Escaped.Short(name)}`; it has {(known.Count == 0 ? "none" : Listed(known))}") { Allowed = known };
    }

    private static bool Fits(ValueType type, string value) => type switch
    {
        ValueType.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ValueType.Decimal or ValueType.Money or ValueType.Percent => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        ValueType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ValueType.Boolean => value is "true" or "false",
        _ => true,
    };

    private static string Kind(ValueType type) => type switch
    {
        ValueType.Integer => "a whole number",
        ValueType.Date => "a date such as `2026-01-31`",
        ValueType.Boolean => "`true` or `false`",
        _ => "a number with a decimal point",
    };

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    [GeneratedRegex(@"\{([a-z0-9_-]+)\}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
