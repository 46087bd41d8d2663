using System.Collections.Frozen;
using GovernedMcp.Governance;

namespace GovernedMcp.Browser.Pages.Forms;

/// <summary>
/// How a form stood before a session put anything into it, and how it was left. While it stands as it was left, the plan of a further call
/// tells everything that is new since, also what a call typed that failed in the end.
/// </summary>
internal sealed class FormBeginning
{
    private readonly string _address;
    private readonly FrozenDictionary<Place, IReadOnlyList<string>> _was;
    private readonly FrozenDictionary<Place, IReadOnlyList<string>> _left;

    private FormBeginning(string form, FormLook look, FrozenDictionary<Place, IReadOnlyList<string>> was)
    {
        (Form, Document, _address, _was) = (form, look.Document, look.Address, was);
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

    public static FormBeginning Of(string form, FormLook look) => new(Key(form, look), look, Values(look));

    public static string Key(string form, FormLook look) => look.Place < 0 ? form : $"form {look.Place}";

    /// <summary>The form is the same and holds what it was left with.</summary>
    public bool StandsIn(FormLook look)
    {
        if (look.Document != Document || look.Address != _address) return false;
        var now = Values(look);
        return _left.All(left => now.TryGetValue(left.Key, out var values) && values.SequenceEqual(left.Value, StringComparer.Ordinal));
    }

    /// <summary>The form as it stands, its fields with what they held in the beginning; those that came since held nothing.</summary>
    public FormLook Before(FormLook look) => look with { Fields = [.. Placed(look).Select(at => at.Field with { Values = _was.GetValueOrDefault(at.Place) ?? (_left.ContainsKey(at.Place) ? [] : at.Field.Values) })] };

    public FormBeginning LeftAs(FormLook look, IReadOnlyDictionary<string, FieldValue> given) => new(Form, look, _was) { Given = With(given), Unsure = [.. Unsure.Except(given.Keys)] };

    public FormBeginning LeftHalfAs(FormLook look, IReadOnlyDictionary<string, FieldValue> given) => new(Form, look, _was) { Given = With(given), Unsure = [.. Unsure, .. given.Keys] };

    private FrozenDictionary<string, FieldValue> With(IReadOnlyDictionary<string, FieldValue> given) => Given.Where(pair => !given.ContainsKey(pair.Key)).Concat(given).ToFrozenDictionary();

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
    private sealed record Place(string Name, string Label, string Widget, int Nth);
}
