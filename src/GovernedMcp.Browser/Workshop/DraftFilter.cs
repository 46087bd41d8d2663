using System.Collections.Frozen;
using GovernedMcp.Governance.Portals;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Browser.Workshop;

/// <summary>Forms that only narrow what a page shows become parameters of its section.</summary>
internal static class DraftFilter
{
    public static FrozenDictionary<string, SectionParameter> Parameters(IEnumerable<SeenForm> filters)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return filters.SelectMany(filter => filter.Fields.Where(field => field.Alone).Select(field => Parameter(field, filter.Sender, keys))).ToFrozenDictionary(parameter => parameter.Name);
    }

    private static SectionParameter Parameter(SeenField field, Locator? apply, HashSet<string> keys)
    {
        var chosen = field.Widget is "select" or "radio" && field.Options is { Count: > 0 and <= 30 };
        return new SectionParameter
        {
            Name = DraftName.Key(field.Label, "filter", keys),
            Type = chosen ? ValueType.Enum : field.Widget == "date" ? ValueType.Date : ValueType.String,
            Values = chosen ? [.. field.Options!.Distinct()] : [],
            Set = new Locator { By = LocatorBy.Label, Value = field.Label },
            Apply = apply,
        };
    }
}
