using System.Buffers;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>A test of one value: a value alone (is), a list (in), or a map of tests that must all hold.</summary>
internal static class MatcherShape
{
    private static readonly SearchValues<char> OnlyInRegex = SearchValues.Create("^$[]\\|");

    public static Shape<Matcher> Shape { get; } = Shaped.Defined("matcher", () => Any!);

    private static readonly Shape<IReadOnlyList<string>> Values = Shaped.ListOf(Scalars.Value, min: 1);

    private static readonly Shape<IReadOnlyList<Matcher>> Several = Shaped.ListOf(Shape, min: 1);

    private static readonly Shape<string> Glob = Scalars.Value.Into((text, node, reading) =>
    {
        if (LooksLikeRegex(text))
        {
            reading.Error(node.At, ConfigCodes.Regex, $"{Quoted.Of(text)} looks like a regular expression, but patterns are globs; use only `*` for any run and `?` for one character");
        }

        return text;
    });

    private static readonly Shape<Matcher> Tests = Shaped.Map<Matcher>(keys =>
    {
        Matcher?[] all =
        [
            keys.May("is", Scalars.Value.Into(value => (Matcher)new Matcher.Is(value)), "Equal, without regard to case; numbers as numbers"),
            keys.May("in", Values.Into(values => (Matcher)new Matcher.In(values)), "Equal to one of these"),
            keys.May("over", Scalars.Number.Into(bound => (Matcher)new Matcher.Over(bound)), "A number greater than this"),
            keys.May("under", Scalars.Number.Into(bound => (Matcher)new Matcher.Under(bound)), "A number less than this"),
            keys.May("at_least", Scalars.Number.Into(bound => (Matcher)new Matcher.AtLeast(bound))),
            keys.May("at_most", Scalars.Number.Into(bound => (Matcher)new Matcher.AtMost(bound))),
            keys.May("contains", Scalars.Value.Into(text => (Matcher)new Matcher.Contains(text))),
            keys.May("starts", Scalars.Value.Into(text => (Matcher)new Matcher.Starts(text))),
            keys.May("like", Glob.Into(glob => (Matcher)new Matcher.Like(glob)), "A glob: `*` any run, `?` one character"),
            keys.May("exists", Scalars.Flag.Into(wanted => (Matcher)new Matcher.Exists(wanted)), "There is a value, or there is none"),
            keys.May("not", Shape.Into(of => (Matcher)new Matcher.Not(of))),
            keys.May("any", Several.Into(of => (Matcher)new Matcher.Any(of)), "One of these tests holds"),
            keys.May("all", Several.Into(of => (Matcher)new Matcher.All(of)), "All of these tests hold"),
        ];
        return () =>
        {
            Matcher[] given = [.. all.OfType<Matcher>()];
            if (given.Length == 0) keys.Reading.Error(keys.At, ConfigCodes.Gate, "the test is empty; write one such as `{ over: 500.00 }`");
            return given.Length == 1 ? given[0] : new Matcher.All(given);
        };
    });

    private static Shape<Matcher> Any { get; } = new EitherShape<Matcher>(
        text: Scalars.Value.Into(value => (Matcher)new Matcher.Is(value)),
        list: Values.Into(values => (Matcher)new Matcher.In(values)),
        map: Tests);

    private static bool LooksLikeRegex(string text) =>
        text.AsSpan().ContainsAny(OnlyInRegex) || text.Contains(".*", StringComparison.Ordinal) || text.Contains(".+", StringComparison.Ordinal)
        || text.Contains("(?", StringComparison.Ordinal);
}
