using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>What the parts of a portal share: types, names of other parts, and sections with their parameters.</summary>
internal static partial class PartShapes
{
    public static Shape<ValueType> Type { get; } = Scalars.Choice<ValueType>();

    public static Shape<Sensitivity> Sensitive { get; } = Scalars.Choice(Sensitivity.MaskLast4, Sensitivity.MaskAll);

    public static Shape<string> Section { get; } = PartNamed(PartKind.Section);

    private static readonly Shape<SectionParameter> Parameter = Shaped.Map<SectionParameter>(keys =>
    {
        var type = keys.Or("type", Type, ValueType.String);
        var values = keys.List("values", Scalars.Value, "What may be given, for an enum");
        var set = keys.May("set", LocatorShape.Shape, "The field to set on the page; left out: the value goes into the address");
        var apply = keys.May("apply", LocatorShape.Shape, "Clicked after setting");
        var required = keys.Or("required", Scalars.Flag, false);
        return () =>
        {
            if (type == ValueType.Enum != values.Count > 0) keys.Reading.Error(keys.At, ConfigCodes.Value, "`values` and `type: enum` belong together; write both or neither");
            return new SectionParameter { Name = "", Type = type, Values = values, Set = set, Apply = apply, Required = required };
        };
    });

    /// <summary>The name of another part of this file, checked when all of it is read.</summary>
    public static Shape<string> PartNamed(PartKind kind) => Names.Name.Into((name, node, reading) =>
    {
        reading.Mentions.Add(new NamedPart(kind, name, node.At));
        return name;
    });

    public static Shape<Section> SectionOf(string name, Place at) => Shaped.Map<Section>(keys =>
    {
        var title = keys.May("title", Scalars.Text);
        var url = keys.May("url", AddressShapes.Path, "A path under `base_url`; `{param}` places are filled from `params`");
        var path = keys.List("path", LocatorShape.Shape, "Elements clicked one after the other, where no address leads there");
        var ready = keys.May("ready", PageConditionShape.Shape, "How one sees that the page is there");
        var parameters = keys.Or("params", Shaped.NamedMap(Names.Key, Parameter), []);
        return () =>
        {
            if (url is null == (path.Count == 0)) keys.Reading.Error(at, ConfigCodes.Value, $"section `{name}` needs either `url` or `path`; write one of them");
            CheckPlaces(keys, url ?? "", parameters);
            return new Section
            {
                Name = name,
                Title = title,
                Url = url,
                Path = path,
                Ready = ready,
                Parameters = parameters.Frozen(parameter => parameter.Value with { Name = parameter.Name }),
                Source = keys.Reading.Mark(at),
            };
        };
    });

    private static void CheckPlaces(MapKeys keys, string url, IReadOnlyList<Named<SectionParameter>> parameters)
    {
        var places = Place().Matches(url).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var place in places.Where(place => parameters.All(parameter => parameter.Name != place)))
        {
            keys.Reading.Error(keys.At, ConfigCodes.Reference, $"`url` has a place {Quoted.Of(place)} but `params` has no such parameter; add it");
        }

        foreach (var unused in parameters.Where(parameter => parameter.Value.Set is null && !places.Contains(parameter.Name)))
        {
            keys.Reading.Error(unused.At, ConfigCodes.Reference, $"parameter `{unused.Name}` has nowhere to go; give it `set`, or put `{{{unused.Name}}}` into `url`");
        }
    }

    [GeneratedRegex("\\{([^{}]*)\\}")]
    private static partial Regex Place();
}
