using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// How a form stood before a session put anything into it, and how it was left. While it stands as it was left, the plan of a further call
/// tells everything that is new since, also what a call typed that failed in the end, and what is out of sight by now and goes along.
/// </summary>
internal sealed class FormBeginning
{
    private readonly string _address;
    private readonly FrozenDictionary<Place, IReadOnlyList<string>> _was;
    private readonly FrozenDictionary<Place, IReadOnlyList<string>> _left;
    private readonly ImmutableList<KeptField> _kept;

    private FormBeginning(string form, FormLook look, FrozenDictionary<Place, IReadOnlyList<string>> was, ImmutableList<KeptField> kept)
    {
        (Form, Document, _address, _was, _kept) = (form, look.Document, look.Address, was, kept);
        _left = Values(look);
    }

    /// <summary>Which form of its page, whatever a call named it by.</summary>
    public string Form { get; }

    /// <summary>The loading of the page that it stands in: it may stay when a call meant to go elsewhere.</summary>
    public double Document { get; }

    /// <summary>What calls have put into which field, last.</summary>
    public FrozenDictionary<string, FieldValue> Given { get; private init; } = FrozenDictionary<string, FieldValue>.Empty;

    /// <summary>Those of them that a call which failed gave something to, and none since: whether the page took it is not known.</summary>
    public FrozenSet<string> Unsure { get; private init; } = [];

    /// <param name="before">How the form of this name was left last; what it was left with may be out of sight.</param>
    public static FormBeginning Of(string form, FormLook look, FormBeginning? before = null)
    {
        var now = Values(look);
        var same = before is not null && before.Document == look.Document && before._address == look.Address ? before : null;
        var kept = same is null ? [] : same._kept.FindAll(field => now.TryGetValue(field.At, out var holds) ? holds.SequenceEqual(field.Field.Values, StringComparer.Ordinal) : field.IsUnseen(look));
        var was = now.Keys.ToFrozenDictionary(at => at, at => kept.Find(field => field.At == at)?.Was ?? now[at]);
        return new(Key(form, look), look, was, kept) { Given = same is null ? Nothing : same.Given.Where(pair => kept.Exists(field => field.Key == pair.Key)).ToFrozenDictionary() };
    }

    public static string Key(string form, FormLook look) => look.Place < 0 ? form : $"form {look.Place}";

    /// <summary>The form is the same and holds what it was left with.</summary>
    public bool StandsIn(FormLook look)
    {
        if (look.Document != Document || look.Address != _address) return false;
        var now = Values(look);
        return _left.All(left => now.TryGetValue(left.Key, out var values) && values.SequenceEqual(left.Value, StringComparer.Ordinal));
    }

    /// <summary>Fields that were shown since it was left held in the beginning what they hold now.</summary>
    public FormBeginning Seeing(FormLook look)
    {
        var came = Values(look).Where(at => !_was.ContainsKey(at.Key) && !_left.ContainsKey(at.Key)).ToList();
        return came.Count == 0 ? this : new(Form, look, _was.Concat(came).ToFrozenDictionary(), _kept) { Given = Given, Unsure = Unsure };
    }

    /// <summary>What calls before changed, as it was left, where it is out of sight by now and goes along.</summary>
    public IEnumerable<KeptField> Unseen(FormLook look) => _kept.Where(field => field.IsUnseen(look));

    /// <summary>The form as it stands, its fields with what they held in the beginning; those that came since held nothing.</summary>
    public FormLook Before(FormLook look) => look with { Fields = [.. Placed(look).Select(at => at.Field with { Values = _was.GetValueOrDefault(at.Place) ?? (_left.ContainsKey(at.Place) ? [] : at.Field.Values) })] };

    /// <param name="fields">The fields of the form as it stands, by key.</param>
    public FormBeginning LeftAs(FormLook look, FormFields fields, IReadOnlyDictionary<string, FieldValue> given) => new(Form, look, _was, KeptOf(look, fields)) { Given = With(given), Unsure = [.. Unsure.Except(given.Keys)] };

    public FormBeginning LeftHalfAs(FormLook look, FormFields fields, IReadOnlyDictionary<string, FieldValue> given) => new(Form, look, _was, KeptOf(look, fields)) { Given = With(given), Unsure = [.. Unsure, .. given.Keys] };

    private ImmutableList<KeptField> KeptOf(FormLook look, FormFields fields)
    {
        var changed =
            from at in Placed(look)
            let was = _was.GetValueOrDefault(at.Place) ?? []
            where at.Field.Name.Length > 0 && !was.SequenceEqual(at.Field.Values, StringComparer.Ordinal)
            let key = fields.All.First(pair => ReferenceEquals(pair.Value, at.Field)).Key
            select new KeptField(key, at.Place, at.Field, was, fields.SensitivityOf(key, at.Field));
        return [.. _kept.Where(field => field.IsUnseen(look)), .. changed];
    }

    private FrozenDictionary<string, FieldValue> With(IReadOnlyDictionary<string, FieldValue> given) => Given.Where(pair => !given.ContainsKey(pair.Key)).Concat(given).ToFrozenDictionary();

    private static FrozenDictionary<string, FieldValue> Nothing => FrozenDictionary<string, FieldValue>.Empty;

    private static FrozenDictionary<Place, IReadOnlyList<string>> Values(FormLook look) => Placed(look).ToFrozenDictionary(at => at.Place, at => at.Field.Values);

    private static IEnumerable<(Place Place, LookedField Field)> Placed(FormLook look)
    {
        var taken = new HashSet<Place>();
        foreach (var field in look.Fields)
        {
            var place = new Place(field.Name, field.Label, field.Widget, 1);
            while (!taken.Add(place)) place = place with { Nth = place.Nth + 1 };
            yield return (place, field);
        }
    }

    /// <param name="Nth">Which of those that are otherwise alike.</param>
    internal sealed record Place(string Name, string Label, string Widget, int Nth);

    /// <summary>A field that calls changed, as it was left, and what it held in the beginning.</summary>
    internal sealed record KeptField(string Key, Place At, LookedField Field, IReadOnlyList<string> Was, Sensitivity Sensitive)
    {
        public bool IsUnseen(FormLook look) => look.Hidden.Contains(Field.Name) && !look.Fields.Any(field => field.Name == Field.Name);

        /// <summary>What goes along: as it was left, or what is sent in its place where a script has put in something else.</summary>
        public IReadOnlyList<string> Holds(FormLook look)
        {
            List<string> sent = [.. (look.Sent ?? []).Where(pair => pair.Name == Field.Name).Select(pair => pair.Value.ReplaceLineEndings("\n"))];
            var known = Field.Values.Concat((Field.Options ?? []).Where(option => Field.Values.Contains(option.Text)).Select(option => option.Value)).Concat(Field.Ticked is { } ticked ? [ticked] : []).Select(value => value.ReplaceLineEndings("\n"));
            return sent.TrueForAll(known.Contains) ? Field.Values : sent;
        }
    }
}
