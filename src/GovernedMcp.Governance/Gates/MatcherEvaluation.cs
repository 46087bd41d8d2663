using System.Globalization;

namespace GovernedMcp.Governance.Gates;

/// <summary>Tests one value. No value at all fails every test but <c>exists: false</c> and negations.</summary>
internal static class MatcherEvaluation
{
    public static Truth Of(Matcher matcher, string? value) => matcher switch
    {
        Matcher.Exists exists => When(!string.IsNullOrEmpty(value) == exists.Wanted),
        Matcher.Not not => ConditionEvaluation.Opposite(Of(not.Of, value)),
        Matcher.Any any => ConditionEvaluation.Greatest(any.Of.Select(part => Of(part, value))),
        Matcher.All all => ConditionEvaluation.Least(all.Of.Select(part => Of(part, value))),
        _ when value is null => Truth.False,
        Matcher.Is test => When(Same(test.Value, value)),
        Matcher.In test => When(test.Values.Any(one => Same(one, value))),
        Matcher.Contains test => When(value.Contains(test.Text, StringComparison.OrdinalIgnoreCase)),
        Matcher.Starts test => When(value.StartsWith(test.Text, StringComparison.OrdinalIgnoreCase)),
        Matcher.Like test => When(Glob.Matches(test.Glob, value)),
        Matcher.Over test => Number(value, number => number > test.Bound),
        Matcher.Under test => Number(value, number => number < test.Bound),
        Matcher.AtLeast test => Number(value, number => number >= test.Bound),
        Matcher.AtMost test => Number(value, number => number <= test.Bound),
        _ => Truth.Unknown,
    };

    private static Truth Number(string value, Func<decimal, bool> test) =>
        TryNumber(value, out var number) ? When(test(number)) : Truth.Unknown;

    private static bool Same(string expected, string value) =>
        string.Equals(expected, value, StringComparison.OrdinalIgnoreCase)
        || (TryNumber(expected, out var left) && TryNumber(value, out var right) && left == right);

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static Truth When(bool holds) => holds ? Truth.True : Truth.False;
}
