using System.Globalization;
using System.Text.Json;

namespace GovernedMcp.Governance.Tools;

/// <summary>Reads a map of names to plain values. Numbers are kept as they were written; true and false as those words.</summary>
internal sealed class ValueReader(List<ArgumentProblem> problems, Parameter parameter)
{
    /// <summary>The longest value of one field, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    public object? Values(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return Report("", Rules.Arguments.Type, $"must be an object of names and values, not {ArgumentReader.Kind(value)}");
        if (value.EnumerateObject().Count() > parameter.Max) return Report("", Rules.Arguments.Range, $"may have at most {parameter.Max.ToString(CultureInfo.InvariantCulture)} entries");
        var read = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (ArgumentText.Complaint(property.Name) is { } complaint) Report("/" + Escaped.Short(property.Name), Rules.Arguments.Text, complaint);
            else if (One(property) is { } one && !read.TryAdd(property.Name, one)) Report("/" + property.Name, Rules.Arguments.Duplicate, "is given twice");
        }

        return read;
    }

    private FieldValue? One(JsonProperty property)
    {
        var pointer = "/" + property.Name;
        switch (property.Value.ValueKind)
        {
            case JsonValueKind.String:
                return Text(pointer, property.Value.GetString()!) is { } text ? new FieldValue(text) : null;
            case JsonValueKind.Number when property.Value.TryGetDecimal(out _):
                return new FieldValue(property.Value.GetRawText());
            case JsonValueKind.True or JsonValueKind.False:
                return new FieldValue(property.Value.GetBoolean() ? "true" : "false");
            case JsonValueKind.Array when property.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                var items = property.Value.EnumerateArray().Select(item => Text(pointer, item.GetString()!)).ToList();
                return items.Contains(null) ? null : new FieldValue(items!);
            default:
                Report(pointer, Rules.Arguments.Type, $"must be text, a number, true or false, or a list of texts, not {ArgumentReader.Kind(property.Value)}");
                return null;
        }
    }

    private string? Text(string pointer, string text)
    {
        if (text.Length > MostCharacters) Report(pointer, Rules.Arguments.Range, $"may have at most {MostCharacters.ToString(CultureInfo.InvariantCulture)} characters");
        else if (ArgumentText.Complaint(text) is { } complaint) Report(pointer, Rules.Arguments.Text, complaint);
        else return text;
        return null;
    }

    private object? Report(string pointer, Rule rule, string sentence)
    {
        problems.Add(new(rule, $"/{parameter.Name}{pointer}", $"/{parameter.Name}{pointer} {sentence}"));
        return null;
    }
}
