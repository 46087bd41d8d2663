using System.Text.Json;
using GovernedMcp.Governance.Gates;

namespace GovernedMcp.Governance.Tools;

/// <summary>Reads a map of names to tests: a plain value means <c>is</c>, an object names its tests, all of which must pass.</summary>
internal sealed class TestReader(List<ArgumentProblem> problems, Parameter parameter)
{
    private static readonly IReadOnlyList<string> Words = ["is", "in", "over", "under", "at_least", "at_most", "contains", "starts", "like", "exists"];

    public object? Tests(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return Report("", Rules.Arguments.Type, "must be an object of names and tests");
        if (value.EnumerateObject().Count() > parameter.Max) return Report("", Rules.Arguments.Range, $"may have at most {parameter.Max} entries");
        var read = new Dictionary<string, Matcher>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (One("/" + property.Name, property.Value) is { } matcher && !read.TryAdd(property.Name, matcher))
                Report("/" + property.Name, Rules.Arguments.Duplicate, "is given twice");
        }

        return read;
    }

    private Matcher? One(string pointer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return Plain(value) is { } text ? new Matcher.Is(text) : Wrong(pointer, "must be a value or an object of tests");
        var tests = value.EnumerateObject().Select(test => Test($"{pointer}/{test.Name}", test.Name, test.Value)).ToList();
        if (tests.Count == 0) return Wrong(pointer, $"needs a test; tests: {string.Join(", ", Words)}");
        return tests.Contains(null) ? null : tests.Count == 1 ? tests[0] : new Matcher.All(tests!);
    }

    private Matcher? Test(string pointer, string word, JsonElement value) => word switch
    {
        "is" => Plain(value) is { } text ? new Matcher.Is(text) : Wrong(pointer, "must be a value"),
        "in" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Select(Plain).ToList() is var list && !list.Contains(null)
            ? new Matcher.In(list!)
            : Wrong(pointer, "must be a list of values"),
        "over" => Bound(pointer, value, bound => new Matcher.Over(bound)),
        "under" => Bound(pointer, value, bound => new Matcher.Under(bound)),
        "at_least" => Bound(pointer, value, bound => new Matcher.AtLeast(bound)),
        "at_most" => Bound(pointer, value, bound => new Matcher.AtMost(bound)),
        "contains" => Plain(value) is { } text ? new Matcher.Contains(text) : Wrong(pointer, "must be text"),
        "starts" => Plain(value) is { } text ? new Matcher.Starts(text) : Wrong(pointer, "must be text"),
        "like" => Plain(value) is { } text ? new Matcher.Like(text) : Wrong(pointer, "must be a glob with * and ?"),
        "exists" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? new Matcher.Exists(value.GetBoolean()) : Wrong(pointer, "must be true or false"),
        _ => Unknown(pointer),
    };

    private Matcher? Bound(string pointer, JsonElement value, Func<decimal, Matcher> make) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var bound) ? make(bound) : Wrong(pointer, "must be a number");

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: <= 500 } text && ArgumentText.Complaint(text) is null => text,
        JsonValueKind.Number when value.TryGetDecimal(out _) => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private Matcher? Unknown(string pointer)
    {
        problems.Add(new(Rules.Arguments.Unknown, $"/{parameter.Name}{Escaped.Short(pointer)}", $"/{parameter.Name}{Escaped.Short(pointer)} is not a test; tests: {string.Join(", ", Words)}") { Allowed = Words });
        return null;
    }

    private Matcher? Wrong(string pointer, string sentence)
    {
        Report(pointer, Rules.Arguments.Type, sentence);
        return null;
    }

    private object? Report(string pointer, Rule rule, string sentence)
    {
        problems.Add(new(rule, $"/{parameter.Name}{pointer}", $"/{parameter.Name}{pointer} {sentence}"));
        return null;
    }
}
