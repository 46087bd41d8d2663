using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config;
using GovernedMcp.Storage.Config.Entries;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>Forms: what can be written to a portal.</summary>
internal static partial class FormShapes
{
    private static readonly Shape<Field> Field = Shaped.Map<Field>(keys =>
    {
        var key = keys.Must("key", Shaped.At(Names.Key), "Its name in calls, scopes and gates");
        var label = keys.May("label", Scalars.Text, "Its label on the page; left out: the key");
        var locator = keys.May("locator", LocatorShape.Shape);
        var widget = keys.MayValue("widget", Scalars.Choice<Widget>(), "Left out: told by the element itself");
        var type = keys.Or("type", PartShapes.Type, ValueType.String);
        var required = keys.Or("required", Scalars.Flag, false);
        var min = keys.MayValue("min", Scalars.Number);
        var max = keys.MayValue("max", Scalars.Number);
        var maxLength = keys.MayValue("max_length", Scalars.Whole(1, 100_000));
        var values = keys.List("values", Scalars.Value, "What may be given; checked before the page is touched");
        var accept = keys.List("accept", Scalars.Pattern(EndingForm(), "a file ending", "write it without a dot, such as `pdf`", 10), "File endings without a dot");
        var maxMegabytes = keys.MayValue("max_mb", Scalars.Whole(1, 1000));
        var sensitive = keys.Or("sensitive", PartShapes.Sensitive, Sensitivity.None);
        return () =>
        {
            if (ConditionShape.Words.Contains(key.Value)) keys.Reading.Error(key.At, ConfigCodes.Value, $"`{key.Value}` is a word of gate conditions; choose another key and keep the label");
            if (min > max) keys.Reading.Error(keys.At, ConfigCodes.Value, "`min` is greater than `max`; swap them");
            return new Field
            {
                Key = key.Value,
                Label = label,
                Locator = locator,
                Widget = widget,
                Type = type,
                Required = required,
                Min = min,
                Max = max,
                MaxLength = maxLength,
                Values = values,
                Accept = accept,
                MaxMegabytes = maxMegabytes,
                Sensitive = sensitive,
            };
        };
    });

    private static readonly Shape<Locator> Errors = Shaped.Map<Locator>(keys =>
    {
        var summary = keys.Must("summary", LocatorShape.Shape, "Where the page sums up what is wrong with the input");
        return () => summary;
    });

    private static readonly Shape<SubmitControl> Submit = new EitherShape<SubmitControl>(
        text: LocatorShape.Shape.Into(element => new SubmitControl(element, null)),
        map: Shaped.Map<SubmitControl>(keys =>
        {
            var element = LocatorShape.Declare(keys);
            keys.Or("effect", Scalars.ChoiceOf(new Dictionary<string, string> { ["submit"] = "submit" }), "submit");
            var request = keys.May("request", AddressShapes.Request, "The one request that sending may cause");
            var confirm = keys.May("confirm", LocatorShape.Shape, "The button of the page's own dialog that asks once more; pressed once");
            return () => new SubmitControl(element(), request, confirm);
        }));

    private static readonly Shape<FormSuccess> Success = Shaped.Map<FormSuccess>(keys =>
    {
        PageCondition?[] all =
        [
            keys.May("visible", LocatorShape.Shape.Into(element => (PageCondition)new PageCondition.Visible(element))),
            keys.May("text", Scalars.TextOf(500).Into(text => (PageCondition)new PageCondition.TextShown(text))),
            keys.May("url", Scalars.TextOf(500).Into(glob => (PageCondition)new PageCondition.UrlMatches(glob))),
            keys.May("any", Shaped.ListOf(PageConditionShape.Shape, min: 1).Into(of => (PageCondition)new PageCondition.AnyOf(of))),
            keys.May("all", Shaped.ListOf(PageConditionShape.Shape, min: 1).Into(of => (PageCondition)new PageCondition.AllOf(of))),
        ];
        var capture = keys.Or("capture", Shaped.NamedMap(Names.Key, Scalars.Text), [], "Values to keep: a text of the page with `{text}` where the value stands");
        return () =>
        {
            PageCondition[] given = [.. all.OfType<PageCondition>()];
            if (given.Length == 0) keys.Reading.Error(keys.At, ConfigCodes.Missing, "nothing tells the success; write `text`, `visible`, `url`, `any` or `all`");
            foreach (var pattern in capture.Where(pattern => pattern.Value.Split("{text}").Length != 2))
            {
                keys.Reading.Error(pattern.At, ConfigCodes.Value, $"the pattern of `{pattern.Name}` needs `{{text}}` once, where the value stands; write it like `Ref. {{text}}`");
            }

            return new FormSuccess(given.Length == 1 ? given[0] : new PageCondition.AllOf(given), capture.Frozen());
        };
    });

    private static readonly Shape<ReadBackEntry> Verify = Shaped.Map<ReadBackEntry>(keys =>
    {
        var table = keys.Must("table", PartShapes.PartNamed(PartKind.Table), "The table in which a form that was sent shows up");
        var where = keys.Must("where", Shaped.NamedMap(Names.Key, Scalars.Text), "Columns and the values they must have; `{field}` stands for what was sent");
        return () => new ReadBackEntry(table, where);
    });

    public static Shape<Form> FormOf(string name, Place at) => Shaped.Map<Form>(keys =>
    {
        var section = keys.May("section", PartShapes.Section, "The section it is on");
        var root = keys.May("root", LocatorShape.Shape, "Left out: the form that holds the declared fields");
        var fields = keys.List("fields", Field, "Left out: the fields that the page shows, by their labels");
        var steps = keys.List("steps", Scalars.Text, "The pages of a wizard, in order");
        var next = keys.May("next", LocatorShape.Shape, "What goes on to the next page of a wizard; left out: the one control that says so");
        var errors = keys.May("errors", Errors);
        var submit = keys.May("submit", Submit, "What sends the form");
        var @volatile = keys.List("volatile", Scalars.TextOf(200), "Fields, by the names they are sent under, that may hold anything when the form is sent, such as a token against forged requests");
        var success = keys.May("success", Success, "How one sees that the portal received it");
        var verify = keys.May("verify", Verify, "Where to look when the outcome is unknown");
        return () =>
        {
            fields.RefuseTwins(field => field.Key, "field", keys);
            CheckPlaces(name, fields, verify, keys.Reading);
            if (next is not null && steps.Count < 2) keys.Reading.Error(keys.At, ConfigCodes.Reference, $"form `{name}` has `next` but no pages to go on to; list two or more `steps`, or leave `next` out");
            return new Form
            {
                Name = name,
                Section = section,
                Root = root,
                Fields = fields,
                Steps = steps,
                Next = next,
                ErrorSummary = errors,
                Submit = submit,
                Volatile = @volatile,
                Success = success,
                Verify = verify is null ? null : new ReadBack(verify.Table, verify.Where.Frozen()),
                Source = keys.Reading.Mark(at),
            };
        };
    });

    private static void CheckPlaces(string form, IReadOnlyList<Field> fields, ReadBackEntry? verify, Reading reading)
    {
        foreach (var where in verify?.Where ?? [])
        {
            var places = Place().Matches(where.Value).Select(match => match.Groups[1].Value);
            foreach (var place in places.Where(place => fields.Count > 0 && fields.All(field => field.Key != place)))
            {
                reading.Error(where.At, ConfigCodes.Reference, $"form `{form}` has no field {Quoted.Of(place)}; fields: {Quoted.List(fields.Select(field => field.Key))}");
            }
        }
    }

    private sealed record ReadBackEntry(string Table, IReadOnlyList<Named<string>> Where);

    [GeneratedRegex("\\{([^{}]*)\\}")]
    private static partial Regex Place();

    [GeneratedRegex("^[a-z0-9]+$")]
    private static partial Regex EndingForm();
}
