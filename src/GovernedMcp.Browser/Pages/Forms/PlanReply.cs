using System.Globalization;
using System.Text.Json.Nodes;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// What a reply says of a plan: of a short one every change; of a long one how many fields were empty and hold what was given, and of
/// each other one what is not so. People who approve are shown the plan itself.
/// </summary>
internal sealed class PlanReply
{
    /// <summary>How many changes are told in full.</summary>
    public const int MostInFull = 12;

    private const int LongestShown = 200;
    private const int MostMessages = 20;

    private readonly bool _inFull;
    private readonly PlanFacts _plan;
    private readonly FormTarget _target;
    private readonly FormLook _last;
    private readonly IReadOnlyDictionary<string, FieldValue> _given;
    private readonly IReadOnlySet<string> _earlier;
    private readonly Dictionary<string, (LookedField Field, Sensitivity Sensitive)> _looked = new(StringComparer.Ordinal);
    private readonly List<ToldField> _told;

    /// <param name="earlier">The fields that earlier calls put something into.</param>
    public PlanReply(PlanFacts plan, FormTarget target, IReadOnlyList<FormStage> stages, PortalLocale locale, IReadOnlyDictionary<string, FieldValue> given, IReadOnlySet<string> earlier, int mostInFull = MostInFull)
    {
        (_plan, _target, _last, _given, _earlier, _inFull) = (plan, target, stages[^1].After, given, earlier, plan.Changes.Count <= mostInFull || given.Count == 0);
        foreach (var fields in stages.Select(stage => new FormFields(target, stage.After, locale)))
        {
            foreach (var (key, field) in fields.All) _looked[key] = (field, fields.SensitivityOf(key, field));
        }

        var changed = plan.Changes.Select(change => change.Field).ToHashSet(StringComparer.Ordinal);
        var kept = given.Keys.Where(key => !changed.Contains(key) && _looked.ContainsKey(key)).Select(Unchanged);
        _told = _inFull ? [.. plan.Changes.Select(Whole)] : [.. plan.Changes.Concat(kept).Select(Tell).OfType<ToldField>()];
    }

    private int AsGiven => _given.Count - _told.Where(told => told.By == ToldField.You).Select(told => told.Field).Distinct(StringComparer.Ordinal).Count();

    public string Message => $"{_target.Told} is filled{Outcome}; nothing was sent: send it with portal_submit_form and plan `{_plan.Id}`";

    private string Outcome => _inFull
        ? string.Create(CultureInfo.InvariantCulture, $", {_told.Count} changes")
        : string.Create(CultureInfo.InvariantCulture, $": {AsGiven} of {_given.Count} values stand as given in fields that were empty{(_told.Count > 0 ? ", what differs is listed" : "")}");

    public JsonObject Data()
    {
        var data = new JsonObject { ["plan"] = _plan.Id, ["form"] = _plan.Form };
        if (!_inFull) data["as_given"] = AsGiven;
        if (_inFull || _told.Count > 0) data["fields"] = new JsonArray([.. _told.Select(field => (JsonNode)field.Json())]);
        data["sends"] = _last.Scripted && _target.Declared?.Submit?.Request is null
            ? new JsonObject { ["by"] = "a script of the page", ["fields"] = _plan.Values.Count }
            : new JsonObject { ["method"] = Escaped.Short(_last.Method), ["to"] = Escaped.Text(_last.Action), ["fields"] = _plan.Values.Count };
        if (_plan.Button is { } button) data["sends"]!["button"] = Escaped.Short(button);
        if (Messages().ToList() is { Count: > 0 } messages) data["page_messages"] = new JsonArray([.. messages.Select(message => (JsonNode)message)]);
        return data;
    }

    /// <summary>The same for clients that ignore structured content, a line a field.</summary>
    public string Text() => string.Join('\n', _told.Select(field => field.Line()).Concat(Messages().Select(message => $"the page says: {message.ReplaceLineEndings(" ")}")));

    private IEnumerable<string> Messages() =>
        _last.Fields.Where(field => field.Message is not null).Select(field => $"{field.Label}: {field.Message}").Concat(_last.Summary).Take(MostMessages).Select(message => Short(Escaped.Text(message)));

    // It held already what it holds now, so it is in no change.
    private PlannedChange Unchanged(string key) => new(key, Escaped.Text(_looked[key].Field.Label), Holds(key), Holds(key));

    private ToldField Whole(PlannedChange change) => new(change.Field)
    {
        Label = change.Label.Length == 0 ? null : Short(change.Label),
        Matched = _looked.TryGetValue(change.Field, out var looked) ? Matched(looked.Field) : null,
        Old = string.IsNullOrEmpty(change.Old) ? null : Short(change.Old),
        New = Short(Holds(change.Field) ?? change.New ?? ""),
        By = By(change.Field),
        InFull = true,
    };

    private ToldField? Tell(PlannedChange change)
    {
        if (!_looked.TryGetValue(change.Field, out var looked)) return Whole(change);
        var field = looked.Field;
        var given = _given.GetValueOrDefault(change.Field);
        var told = new ToldField(change.Field)
        {
            Label = IsExpected(change) ? null : Short(change.Label),
            Matched = field is { Weak: false, Label.Length: > 0 } ? null : Matched(field),
            Old = WasEmpty(change.Old, field) ? null : Short(change.Old!),
            New = given is not null && _plan.Values.TryGetValue(change.Field, out var holds) && Same(holds, given) ? null : Short(Holds(change.Field) ?? change.New ?? ""),
            By = By(change.Field),
        };
        return told == new ToldField(change.Field) ? null : told;
    }

    private string By(string field) => _given.ContainsKey(field) ? ToldField.You : _earlier.Contains(field) ? "an earlier call" : "page";

    // In the end: a later page of a wizard may have written it anew. What is out of sight is told as its change is.
    private string? Holds(string key) => _looked.TryGetValue(key, out var looked) && _plan.Values.TryGetValue(key, out var value) ? Escaped.Text(Masked.Show(looked.Sensitive, value.Text)) : null;

    // The label that the Skill or the call names it by.
    private bool IsExpected(PlannedChange change) =>
        change.Label.Length == 0 || IsCalled(change, change.Field) || _target.Wanted.Any(wanted => wanted.Key == change.Field && IsCalled(change, wanted.Label));

    private static bool IsCalled(PlannedChange change, string label) => string.Equals(change.Label, label.Trim().TrimEnd('*', ':').TrimEnd(), StringComparison.OrdinalIgnoreCase);

    // Nothing typed, chosen or ticked; of a list the option that sends nothing.
    private static bool WasEmpty(string? old, LookedField field) => string.IsNullOrEmpty(old) || field.Widget switch
    {
        "checkbox" or "switch" => field.Options is null && old == "false",
        "select" => field.Options?.Any(option => option.Value.Length == 0 && Escaped.Text(option.Text) == old) == true,
        _ => false,
    };

    private static bool Same(FieldValue holds, FieldValue given) =>
        holds.Items.SequenceEqual(given.Items.Select(item => item.ReplaceLineEndings("\n")), StringComparer.Ordinal) || (holds.Text.Length == 0 && given.Text.Length == 0);

    // What it was told by, and the name it is sent under.
    private static string Matched(LookedField field)
    {
        var how = field.Weak ? "the text beside it" : field.Label.Length > 0 ? "its label" : "its name";
        return Escaped.Text(field.Name.Length > 0 ? $"{field.Widget} by {how}, sent as {Escaped.Short(field.Name)}" : $"{field.Widget} by {how}");
    }

    private static string Short(string text) => text.Length > LongestShown ? text[..LongestShown] + "…" : text;

    /// <summary>A field and what of it is told: all of a short plan, else what is not as one would expect; null or false is.</summary>
    private sealed record ToldField(string Field)
    {
        public const string You = "you";

        public string? Label { get; init; }
        public string? Matched { get; init; }
        public string? Old { get; init; }
        public string? New { get; init; }
        public string By { get; init; } = You;
        public bool InFull { get; init; }

        public JsonObject Json()
        {
            var json = new JsonObject { ["field"] = Field };
            if (Label is not null) json["label"] = Label;
            if (Matched is not null) json["matched"] = Matched;
            if (Old is not null) json["old"] = Old;
            if (New is not null) json["new"] = New;
            if (By != You || InFull) json["by"] = By;
            return json;
        }

        public string Line()
        {
            var label = Label is null || InFull ? "" : $" (labelled {Label})";
            var matched = Matched is null || InFull ? "" : $" ({Matched})";
            return $"{Field}{label}{matched}: {Old ?? "nothing"} → {(New is null ? "as given" : New.Length == 0 ? "nothing" : New)}{By switch { You => "", "page" => ", by the page", _ => $", by {By}" }}".ReplaceLineEndings(" ");
        }
    }
}
