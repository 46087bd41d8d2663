using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Shapes;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using static GovernedMcp.Storage.Skills.Drafts.YamlWords;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Storage.Skills.Drafts;

/// <summary>A drafted portal as the text of portal.yaml: what a draft may hold, no more; left-out things have the shapes' own standards.</summary>
internal static class PortalYaml
{
    public static string Of(Portal portal) =>
        new SerializerBuilder().WithIndentedSequences().Build().Serialize(Root(portal)).ReplaceLineEndings("\n");

    /// <summary>One column as it stands in a list of columns.</summary>
    public static YamlNode Of(Column column) => Line(
        ("key", Text(column.Key)), ("header", column.Headers.Count == 1 ? Text(column.Headers[0]) : LineList(column.Headers)), ("type", Word(column.Type)),
        ("required", YesOrNull(column.Required)), ("sensitive", Sensitive(column.Sensitive)));

    /// <summary>A text as it stands within a list on one line.</summary>
    public static string OnLine(string text) => new SerializerBuilder().Build().Serialize(Line(("text", Text(text)))).Trim()["{text: ".Length..^1];

    /// <summary>A piece on one line, as it stands in a file.</summary>
    public static string OnLine(YamlNode piece) => new SerializerBuilder().Build().Serialize(piece).Trim();

    private static YamlMappingNode Root(Portal portal) => Map(
        ("portal", Text(portal.Name)),
        ("title", Text(portal.Title)),
        ("base_url", new YamlScalarNode(portal.BaseUrl.AbsoluteUri.TrimEnd('/'))),
        ("locale", Line(("language", Text(portal.Locale.Language)), ("timezone", Text(portal.Locale.TimeZone)), ("decimal", Text(portal.Locale.Decimal.ToString())), ("date", Text(portal.Locale.Date)))),
        ("login", portal.Login is { } login ? Login(login) : null),
        ("sections", Parts(portal.Sections, Section)),
        ("tables", Parts(portal.Tables, Table)),
        ("forms", Parts(portal.Forms, Form)),
        ("probe", Line(("checks", LineList(Checks(portal))), ("every", new YamlScalarNode("1d")))));

    private static YamlMappingNode? Parts<T>(IReadOnlyDictionary<string, T> parts, Func<T, YamlNode> write) =>
        parts.Count == 0 ? null : Map([.. parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => (part.Key, (YamlNode?)write(part.Value)))]);

    private static IEnumerable<string> Checks(Portal portal) =>
    [
        "login",
        .. portal.Sections.Keys.Order(StringComparer.Ordinal).Select(name => $"section {name}"),
        .. portal.Tables.Keys.Order(StringComparer.Ordinal).Select(name => $"table {name}"),
        .. portal.Forms.Keys.Order(StringComparer.Ordinal).Select(name => $"form {name}"),
    ];

    private static YamlMappingNode Login(LoginRecipe login) => Map(
        ("start", TextOrNull(login.Start)),
        ("steps", List(login.Steps.Select(step => (YamlNode)(step switch
        {
            LoginStep.Fill fill => Line(("fill", Line(("into", Find(fill.Into)), ("secret", Text(fill.SecretPart))))),
            LoginStep.Click click => Line(("click", Find(click.Element))),
            LoginStep.Totp totp => Line(("totp", Line(("into", Find(totp.Into))))),
            _ => throw new InvalidOperationException("a closed set"),
        })))));

    private static YamlMappingNode Section(Section section)
    {
        var ready = section.Ready is PageCondition.Visible { Element: var element } ? Line(("visible", Find(element))) : null;
        var entries = new (string, YamlNode?)[] { ("title", TextOrNull(section.Title)), ("url", TextOrNull(section.Url)), ("path", List(section.Path.Select(step => (YamlNode)Find(step)!))), ("ready", ready) };
        return section.Parameters.Count == 0 ? Line(entries) : Map([.. entries, ("params", Map([.. section.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => (parameter.Key, (YamlNode?)Parameter(parameter.Value)))]))]);
    }

    private static YamlMappingNode Parameter(SectionParameter parameter) => Line(
        ("type", Word(parameter.Type)), ("values", LineList(parameter.Values)), ("set", Find(parameter.Set)), ("apply", Find(parameter.Apply)));

    private static YamlMappingNode Table(Table table) => Map(
        ("section", TextOrNull(table.Section)),
        ("root", Find(table.Root)),
        ("kind", table.Kind == TableKind.Html ? null : Text(SnakeCase.Of(table.Kind))),
        ("columns", List(table.Columns.Select(Of))),
        ("row_key", LineList(table.RowKey)));

    private static YamlMappingNode Form(Form form) => Map(
        ("section", TextOrNull(form.Section)),
        ("root", Find(form.Root)),
        ("fields", List(form.Fields.Select(Field))),
        ("submit", form.Submit is { } submit ? Line([.. Finding(submit.Element), ("effect", Text("submit")), ("request", submit.Request is { } request ? Text($"{request.Method} {request.Path}") : null)]) : null));

    private static YamlNode Field(Field field) => Line(
        ("key", Text(field.Key)), ("label", TextOrNull(field.Label)), ("locator", Find(field.Locator)), ("widget", field.Widget is { } widget ? Text(SnakeCase.Of(widget)) : null),
        ("type", field.Type == ValueType.String ? null : Word(field.Type)), ("required", YesOrNull(field.Required)), ("max_length", field.MaxLength is { } most ? Number(most) : null),
        ("values", LineList(field.Values)), ("accept", LineList(field.Accept)), ("sensitive", Sensitive(field.Sensitive)));

    private static YamlMappingNode? Find(Locator? locator) => locator is null ? null : Line([.. Finding(locator)]);

    private static IEnumerable<(string, YamlNode?)> Finding(Locator locator)
    {
        yield return ("by", Text(SnakeCase.Of(locator.By)));
        yield return ("role", TextOrNull(locator.Role));
        yield return (locator.By switch { LocatorBy.Role => "name", LocatorBy.TestId => "id", LocatorBy.Css => "selector", _ => "text" }, TextOrNull(locator.Value));
    }

    private static YamlNode Word(ValueType type) => Text(SnakeCase.Of(type));

    private static YamlNode? Sensitive(Sensitivity sensitivity) => sensitivity switch { Sensitivity.MaskLast4 => Text("mask_last4"), Sensitivity.MaskAll => Text("mask_all"), _ => null };
}
