using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Single texts and what they mean. Strict on purpose: what YAML would guess (<c>on</c>, <c>010</c>, <c>1_000</c>) is an error.</summary>
internal static class Scalars
{
    /// <summary>One line of text for people.</summary>
    public static Shape<string> Text { get; } = TextOf(1000);

    /// <summary>Several lines of text for people.</summary>
    public static Shape<string> Prose { get; } = TextOf(4000, lines: true);

    /// <summary>A value to compare with or to choose: numbers and true or false are taken as they are written.</summary>
    public static Shape<string> Value { get; } = new ScalarShape<string>(
        ConfigCodes.Value, "a value of one line, at most 1,000 characters", "shorten it",
        new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") }, (Node.Scalar scalar, out string value) => Fits(scalar, 1000, false, out value));

    public static Shape<bool> Flag { get; } = new ScalarShape<bool>(
        ConfigCodes.Boolean, "`true` or `false`", "use `true` or `false`, without quotes", new JsonObject { ["type"] = "boolean" },
        (Node.Scalar scalar, out bool value) =>
        {
            value = scalar.Text == "true";
            return scalar is { Plain: true, Text: "true" or "false" };
        });

    /// <summary>Only <c>true</c>: something is wanted and there is nothing more to say about it.</summary>
    public static Shape<bool> Yes { get; } = new ScalarShape<bool>(
        ConfigCodes.Boolean, "`true`", "use `true`, without quotes", new JsonObject { ["const"] = true },
        (Node.Scalar scalar, out bool value) => value = scalar is { Plain: true, Text: "true" });

    public static Shape<decimal> Number { get; } = new ScalarShape<decimal>(
        ConfigCodes.Number, "a number", "write it like `1000.00`: digits, at most one decimal point, no quotes", new JsonObject { ["type"] = "number" },
        (Node.Scalar scalar, out decimal value) => PlainNumber.TryParse(scalar.Text, out value) && scalar.Plain);

    public static Shape<DateOnly> Date { get; } = new ScalarShape<DateOnly>(
        ConfigCodes.Value, "a date", "write it like `2026-12-31`", new JsonObject { ["type"] = "string", ["format"] = "date" },
        (Node.Scalar scalar, out DateOnly value) => DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value));

    public static Shape<string> TextOf(int max, bool lines = false) => new ScalarShape<string>(
        ConfigCodes.Value, lines ? $"a text of at most {max:N0} characters" : $"a text of one line, at most {max:N0} characters", "shorten it",
        new JsonObject { ["type"] = "string", ["maxLength"] = max }, (Node.Scalar scalar, out string value) => Fits(scalar, max, lines, out value));

    public static Shape<int> Whole(int min, int max) => new ScalarShape<int>(
        ConfigCodes.Number, $"a whole number from {min} to {max}", "write plain digits, without leading zeros, underscores or quotes",
        new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max },
        (Node.Scalar scalar, out int value) => PlainNumber.TryParseWhole(scalar.Text, out value) && scalar.Plain && value >= min && value <= max);

    /// <summary>A text of a given form; <paramref name="form"/> is ours, generated with the code, and goes into the schema as it stands.</summary>
    public static Shape<string> Pattern(Regex form, string wanted, string hint, int max = 200, string code = ConfigCodes.Value, bool hidden = false) =>
        new ScalarShape<string>(code, wanted, hint, new JsonObject { ["type"] = "string", ["pattern"] = form.ToString(), ["maxLength"] = max },
            (Node.Scalar scalar, out string value) => (value = scalar.Text).Length <= max && !value.EndsWith('\n') && form.IsMatch(value)) { Hidden = hidden };

    /// <summary>The values of an enumeration in lower case with underscores, exactly.</summary>
    public static Shape<T> Choice<T>(params T[] among)
        where T : struct, Enum
    {
        var values = among.Length == 0 ? Enum.GetValues<T>() : among;
        var words = new string[values.Length];
        for (var at = 0; at < words.Length; at++) words[at] = SnakeCase.Of(values[at]);
        return OneOf(words, values);
    }

    public static Shape<T> ChoiceOf<T>(IReadOnlyDictionary<string, T> names) => OneOf([.. names.Keys], [.. names.Values]);

    // Two arrays and no dictionary: every enumeration would have one of its own compiled while the server starts.
    public static Shape<T> OneOf<T>(string[] words, T[] values) => new ScalarShape<T>(
        ConfigCodes.Choice, "one of the words allowed here", $"allowed: {Quoted.List(words)}", Enumeration(words),
        (Node.Scalar scalar, out T value) =>
        {
            var at = Array.IndexOf(words, scalar.Text);
            value = at < 0 ? default! : values[at];
            return at >= 0;
        });

    private static JsonObject Enumeration(string[] words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    private static bool Fits(Node.Scalar scalar, int max, bool lines, out string value)
    {
        value = lines ? scalar.Text.TrimEnd('\n') : scalar.Text;
        return value.Length > 0 && value.Length <= max && !string.IsNullOrWhiteSpace(value) && (lines || !value.AsSpan().ContainsAny('\n', '\r'));
    }
}
