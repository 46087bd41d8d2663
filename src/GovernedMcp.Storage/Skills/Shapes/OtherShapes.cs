using System.Text.RegularExpressions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Skills.Shapes;

/// <summary>Downloads, dialogs, quirks and the regular check.</summary>
internal static partial class OtherShapes
{
    public static Shape<DialogRule> Dialog { get; } = Shaped.Map<DialogRule>(keys =>
    {
        var kinds = new[] { "alert", "confirm", "prompt", "beforeunload" }.ToDictionary(kind => kind, kind => kind);
        var kind = keys.Must("kind", Scalars.ChoiceOf(kinds));
        var text = keys.Must("text", Scalars.Text, "What it says, or a part of it");
        var accept = keys.Must("answer", Scalars.ChoiceOf(new Dictionary<string, bool> { ["accept"] = true, ["dismiss"] = false }));
        return () => new DialogRule(kind, text, accept);
    });

    public static Shape<Quirk> Quirk { get; } = Shaped.Map<Quirk>(keys =>
    {
        var on = keys.Must("on", PartShapes.Section, "The section it is about");
        var note = keys.Must("note", Scalars.Text);
        var wait = keys.Must("wait", PageConditionShape.Shape, "What to wait for");
        return () => new Quirk(on, note, wait);
    });

    public static Shape<KnownRequest> Background { get; } = Shaped.Map<KnownRequest>(keys =>
    {
        var request = keys.Must("request", AddressShapes.Request, "Method and path, such as `POST /ping`");
        var fields = keys.Or("fields", Shaped.NamedMap(Scalars.TextOf(200), Scalars.Value), [], "Values of its query or body that tell it from other requests to the same address");
        return () => new KnownRequest(request, fields.Frozen());
    });

    public static Shape<KnownRequest> Write { get; } = new EitherShape<KnownRequest>(
        text: AddressShapes.Request.Into(request => new KnownRequest(request.Method, request.Path)),
        map: Background);

    public static Shape<Probe> Probe { get; } = Shaped.Map<Probe>(keys =>
    {
        var check = Scalars.Pattern(CheckForm(),
            "a check", "write `login`, or a kind and a name such as `table invoices`", 80).Into(Mention);
        var checks = keys.Must("checks", Shaped.ListOf(check, min: 1));
        var every = keys.Or("every", Times.Duration("5m", "30d"), TimeSpan.FromDays(1));
        return () => new Probe(checks, every);
    });

    public static Shape<DownloadPart> DownloadOf(string name, Place at) => Shaped.Map<DownloadPart>(keys =>
    {
        var trigger = keys.Must("trigger", LocatorShape.Shape, "What is clicked to get the file");
        var accept = keys.List("accept", Scalars.Pattern(MediaTypeForm(), "a media type", "write one such as `application/pdf`", 100), "Media types that are taken");
        var max = keys.Or("max_mb", Scalars.Whole(1, 1000), 25);
        var section = keys.May("section", PartShapes.Section, "The section that it is on");
        var table = keys.May("table", PartShapes.PartNamed(PartKind.Table), "The table whose rows each have it; a call names the row by its `row_key`");
        return () => new DownloadPart(name, trigger, accept, max, keys.Reading.Mark(at)) { Section = section, Table = table };
    });

    private static string Mention(string check, Node node, Reading reading)
    {
        if (check.Split(' ') is [var kind, var name] && Enum.TryParse<PartKind>(kind, ignoreCase: true, out var part))
        {
            reading.Mentions.Add(new NamedPart(part, name, node.At));
        }

        return check;
    }

    [GeneratedRegex("^(login|(section|table|record|form|download) [a-z0-9]+(-[a-z0-9]+)*)$")]
    private static partial Regex CheckForm();

    [GeneratedRegex("^[a-z0-9.+-]+/[a-z0-9.+-]+$")]
    private static partial Regex MediaTypeForm();
}
