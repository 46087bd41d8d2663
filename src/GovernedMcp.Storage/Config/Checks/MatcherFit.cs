using System.Globalization;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;
using ValueType = GovernedMcp.Governance.Portals.ValueType;

namespace GovernedMcp.Storage.Config.Checks;

/// <summary>Whether a test can ever match a value of a field, by the field's type and limits.</summary>
internal static class MatcherFit
{
    /// <returns>Why it never matches, or null.</returns>
    public static string? Complaint(Field field, Matcher matcher) => matcher switch
    {
        Matcher.Exists => null,
        Matcher.Not not => Complaint(field, not.Of),
        Matcher.Any any => First(any.Of.Select(part => Complaint(field, part))),
        Matcher.All all => First(all.Of.Select(part => Complaint(field, part))) ?? Empty(field, all.Of),
        Matcher.Is test => Value(field, test.Value),
        Matcher.In test => First(test.Values.Select(value => Value(field, value))),
        Matcher.Over or Matcher.Under or Matcher.AtLeast or Matcher.AtMost => Number(field, matcher),
        Matcher.Contains test => Text(field, value => value.Contains(test.Text, StringComparison.OrdinalIgnoreCase)),
        Matcher.Starts test => Text(field, value => value.StartsWith(test.Text, StringComparison.OrdinalIgnoreCase)),
        Matcher.Like test => Text(field, value => Glob.Matches(test.Glob, value)),
        _ => null,
    };

    /// <summary>Whether a field's name passes a test, as far as names go.</summary>
    public static string? ComplaintAboutName(string name, Matcher matcher) =>
        Complaint(new Field { Key = name, Type = ValueType.Enum, Values = [name] }, matcher);

    private static string? First(IEnumerable<string?> complaints) => complaints.OfType<string>().FirstOrDefault();

    private static bool IsNumber(Field field) => field.Type is ValueType.Integer or ValueType.Decimal or ValueType.Money or ValueType.Percent;

    private static string TypeOf(Field field) => SnakeCase.Of(field.Type);

    private static string? Value(Field field, string value)
    {
        var shown = Quoted.Of(value);
        if (IsNumber(field))
        {
            if (!PlainNumber.TryParse(value, out var number)) return $"field `{field.Key}` holds a number ({TypeOf(field)}) and never equals {shown}; write it like `1000.00`";
            return number < field.Min || number > field.Max ? $"field `{field.Key}` never equals {shown}; its values go from {Bound(field.Min)} to {Bound(field.Max)}" : null;
        }

        return field.Type switch
        {
            ValueType.Boolean when value is not ("true" or "false") => $"field `{field.Key}` is yes or no and never equals {shown}; write `true` or `false`",
            ValueType.Date when !IsDate(value) => $"field `{field.Key}` is a date and never equals {shown}; write it like `2026-12-31`",
            _ when field.Values.Count > 0 && !field.Values.Contains(value, StringComparer.OrdinalIgnoreCase) =>
                $"field `{field.Key}` never equals {shown}{DidYouMean.Hint(value, field.Values)}; its values are {Quoted.List(field.Values)}",
            _ when value.Length > field.MaxLength => $"field `{field.Key}` holds at most {field.MaxLength} characters and never equals a longer text; shorten it",
            _ => null,
        };
    }

    private static string? Number(Field field, Matcher matcher)
    {
        if (!IsNumber(field)) return $"field `{field.Key}` is not a number ({TypeOf(field)}), so a comparison of numbers never matches; use `is`, `in`, `contains`, `starts` or `like`";
        var never = matcher switch
        {
            Matcher.Over test => field.Max <= test.Bound,
            Matcher.AtLeast test => field.Max < test.Bound,
            Matcher.Under test => field.Min >= test.Bound,
            Matcher.AtMost test => field.Min > test.Bound,
            _ => false,
        };
        return never ? $"field `{field.Key}` goes from {Bound(field.Min)} to {Bound(field.Max)}, so the comparison never matches; choose a number in between" : null;
    }

    private static string? Text(Field field, Func<string, bool> matches)
    {
        if (IsNumber(field) || field.Type is ValueType.Boolean or ValueType.Date or ValueType.Datetime)
        {
            return $"field `{field.Key}` is not a text ({TypeOf(field)}), so a comparison of texts never matches; use `is`{(IsNumber(field) ? ", `over`, `under`, `at_least` or `at_most`" : " or `in`")}";
        }

        return field.Values.Count > 0 && !field.Values.Any(matches) ? $"no value of field `{field.Key}` matches; its values are {Quoted.List(field.Values)}" : null;
    }

    // { over: 10, under: 5 }
    private static string? Empty(Field field, IReadOnlyList<Matcher> all)
    {
        var low = all.Max(test => test switch { Matcher.Over over => over.Bound, Matcher.AtLeast least => least.Bound, _ => (decimal?)null });
        var high = all.Min(test => test switch { Matcher.Under under => under.Bound, Matcher.AtMost most => most.Bound, _ => (decimal?)null });
        var open = all.Any(test => (test is Matcher.Over over && over.Bound == low) || (test is Matcher.Under under && under.Bound == high));
        return low > high || (low == high && open) ? $"no number is both above {Bound(low)} and below {Bound(high)}, so the test of `{field.Key}` never matches; swap them" : null;
    }

    private static bool IsDate(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Bound(decimal? bound) => bound is { } number ? $"`{number.ToString(CultureInfo.InvariantCulture)}`" : "any number";
}
