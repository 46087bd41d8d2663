using System.Collections.Frozen;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Redaction;
using GovernedMcp.Governance.Sessions;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>Makes the plan of a filled form: every value it would send, and what of it is new.</summary>
internal static class FormPlan
{
    /// <summary>In place of a label.</summary>
    public const string ByScript = "added by a script of the page";

    /// <summary>After the name of a field that nobody sees any more, where one that is seen has the same.</summary>
    public const string OutOfSight = " (out of sight)";

    /// <summary>What stands for a secret that is there.</summary>
    public const string Secret = "…";

    private const string Asking = "what the page asks";
    private const string Unseen = "sent unseen";
    private const string InAddress = "in the address that it is sent to";

    /// <summary>It is none of a field, and was there before or comes by itself.</summary>
    public static bool IsOfThePage(PlannedChange change) => change.Label is ByScript or Asking or Unseen or InAddress;

    /// <param name="given">What calls have put into which field.</param>
    /// <param name="added">What the page's script is known to add.</param>
    /// <param name="unseen">What calls before changed and nobody sees any more.</param>
    public static FilledPlan Make(FormTarget target, IReadOnlyList<FormStage> stages, PortalLocale locale, IReadOnlyDictionary<string, FieldValue> given, IReadOnlyList<AddedPair> added, IReadOnlyList<FormBeginning.KeptField> unseen)
    {
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        var changes = new List<PlannedChange>();
        foreach (var stage in stages)
        {
            var old = new FormFields(target, stage.Before, locale).All.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
            var fields = new FormFields(target, stage.After, locale);
            foreach (var (key, value) in Values(fields)) values[key] = value;
            foreach (var (key, field) in fields.All)
            {
                var held = old.TryGetValue(key, out var was) ? fields.ValueOf(key, was) : null;
                var holds = fields.ValueOf(key, field);
                if (holds.Equals(held)) continue;
                var sensitivity = fields.SensitivityOf(key, field);
                changes.Add(new PlannedChange(key, Escaped.Text(field.Label), Shown(held, sensitivity), Shown(holds, sensitivity)));
            }
        }

        var last = stages[^1].After;
        var left = new FormFields(target, last, locale);
        var along = unseen.Select(kept => (Key: values.ContainsKey(kept.Key) ? kept.Key + OutOfSight : kept.Key, Kept: kept, Field: kept.Field with { Values = kept.Holds(last) })).ToList();
        changes.AddRange(along.Select(one => new PlannedChange(one.Key, Escaped.Text(one.Field.Label), Shown(new FieldValue(one.Kept.Was), one.Kept.Sensitive), Shown(new FieldValue(one.Field.Values), one.Kept.Sensitive))));
        changes.AddRange(added.Select(pair => new PlannedChange(Escaped.Text(pair.Name), ByScript, null, pair.IsMoment ? AddedPair.Moment : Escaped.Text(pair.Value))));
        if (values.Count == 0) changes.AddRange(Question(last));
        // What goes along is decided upon like what is seen. Under another key nobody would know that it is to be masked.
        foreach (var (key, kept, field) in along) values[key] = key == kept.Key ? Value(left, key, field) : new FieldValue(Masked.Show(kept.Sensitive, Value(left, kept.Key, field).Text));
        var facts = new PlanFacts
        {
            Id = Ids.New("p"),
            Form = target.Name,
            Button = target.Button is null && (target.Declared?.Submit is not null || last.Senders.Count < 2) ? null : last.Sender,
            Values = values,
            Changes = changes,
            Fingerprint = FormFingerprint.Of(last, Values(left), target.Declared?.Volatile ?? [], added),
        };
        return new FilledPlan(facts, new FormPlanState(target) { Earlier = [.. stages.SkipLast(1).Select(stage => stage.After)], Given = given, Added = added, Along = along.Select(one => one.Key).ToFrozenSet(StringComparer.Ordinal) });
    }

    /// <summary>What the form would send, by key. A password is said to be there and no more.</summary>
    public static Dictionary<string, FieldValue> Values(FormFields fields) => fields.All
        .Where(pair => pair.Value.Locked != "disabled")
        .ToDictionary(pair => pair.Key, pair => Value(fields, pair.Key, pair.Value), StringComparer.Ordinal);

    private static FieldValue Value(FormFields fields, string key, LookedField field) => field.Secret ? new FieldValue(field.Values.Any(value => value.Length > 0) ? Secret : "") : fields.ValueOf(key, field);

    // Of a form that only asks once more: what it asks, and of what; no key or token.
    private static IEnumerable<PlannedChange> Question(FormLook look)
    {
        if (look.Asked is not { Length: > 0 } asked) yield break;
        yield return new PlannedChange("question", Asking, null, Escaped.Text(asked));
        var sent = (look.Sent ?? []).Select(pair => (Field: new WireField(pair.Name, pair.Value) { FileSize = pair.Size }, Where: Unseen)).Concat(WireBody.Pairs(look.Query).Select(pair => (Field: pair, Where: InAddress)));
        foreach (var (field, where) in sent.Where(one => AddedPair.Of(one.Field, [], DateTimeOffset.MinValue) is not null))
            yield return new PlannedChange(Escaped.Text(field.Name), where, null, Escaped.Text(field.Value));
    }

    private static string? Shown(FieldValue? value, Sensitivity sensitivity) => value is null ? null : Escaped.Text(Masked.Show(sensitivity, value.Text));
}

/// <summary>What sending a plan needs: how its form is found.</summary>
internal sealed record FormPlanState(FormTarget Target)
{
    /// <summary>The pages of a wizard that are no longer to be seen, as they were left.</summary>
    public IReadOnlyList<FormLook> Earlier { get; init; } = [];

    /// <summary>What calls have put into which field, as they wrote it.</summary>
    public IReadOnlyDictionary<string, FieldValue> Given { get; init; } = FrozenDictionary<string, FieldValue>.Empty;

    /// <summary>Which of the values are out of sight by now.</summary>
    public FrozenSet<string> Along { get; init; } = [];

    /// <summary>What the page's script is known to add when it sends the form.</summary>
    public IReadOnlyList<AddedPair> Added { get; init; } = [];
}
