using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Audit;

namespace GovernedMcp.Governance.Tools;

/// <summary>
/// Reads the arguments of a call strictly, once: unknown, missing, doubled and mistyped ones are problems with a pointer, never
/// guessed away. All problems are reported together.
/// </summary>
internal sealed class ArgumentReader(ToolDefinition tool, IReadOnlyList<string> portals)
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly JsonObject _canonical = [];
    private readonly List<ArgumentProblem> _problems = [];

    public static (CallArguments? Arguments, IReadOnlyList<ArgumentProblem> Problems) Read(ToolDefinition tool, JsonElement? arguments, IReadOnlyList<string> portals) =>
        new ArgumentReader(tool, portals).Read(arguments);

    private (CallArguments?, IReadOnlyList<ArgumentProblem>) Read(JsonElement? arguments)
    {
        if (arguments is { ValueKind: not JsonValueKind.Object and not JsonValueKind.Undefined } wrong)
            return (null, [new(Rules.Arguments.Type, "/arguments", $"the arguments of {tool.Name} must be an object, not {Kind(wrong)}")]);

        if (arguments is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var property in given.EnumerateObject()) ReadOne(property.Name, property.Value);
        }

        foreach (var parameter in tool.Parameters.Where(parameter => !_given.Contains(parameter.Name)))
        {
            if (parameter.Required) Report(Rules.Arguments.Missing, parameter.Name, $"/{parameter.Name} is required by {tool.Name}");
            else if (parameter.Default is { } standard) Accept(parameter, JsonSerializer.SerializeToElement(standard));
        }

        return _problems.Count > 0 ? (null, _problems) : (new CallArguments(_values, CanonicalJson.Write(_canonical)), []);
    }

    private void ReadOne(string name, JsonElement value)
    {
        if (tool.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
        {
            var allowed = tool.Parameters.Select(known => known.Name).ToList();
            _problems.Add(new(Rules.Arguments.Unknown, "/" + Escaped.Short(name),
                $"/{Escaped.Short(name)} is not an argument of {tool.Name}; allowed: {(allowed.Count == 0 ? "none" : string.Join(", ", allowed))}")
            { Allowed = allowed });
        }
        else if (!_given.Add(name))
        {
            Report(Rules.Arguments.Duplicate, name, $"/{name} is given twice");
        }
        else
        {
            Accept(parameter, value);
        }
    }

    private void Accept(Parameter parameter, JsonElement value)
    {
        var read = parameter.Type switch
        {
            ParameterType.Integer => Integer(parameter, value),
            ParameterType.Choice => Choice(parameter, value, parameter.Choices),
            ParameterType.Portal => Choice(parameter, value, portals),
            ParameterType.TextList => TextList(parameter, value),
            ParameterType.Values => new ValueReader(_problems, parameter).Values(value),
            ParameterType.Tests => new TestReader(_problems, parameter).Tests(value),
            _ => Text(parameter, value),
        };
        if (read is null || _problems.Count > 0) return;
        _values[parameter.Name] = read;
        _canonical[parameter.Name] = JsonNode.Parse(value.GetRawText()) is { } node ? Stable(node) : null;
    }

    // Numbers among values are kept as the text they were written as: the canonical form has no fractions.
    private static JsonNode Stable(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Stable(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Stable(item))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.ToJsonString()),
        _ => node.DeepClone(),
    };

    private object? Integer(Parameter parameter, JsonElement value)
    {
        var range = $"a whole number from {parameter.Min.ToString(CultureInfo.InvariantCulture)} to {parameter.Max.ToString(CultureInfo.InvariantCulture)}";
        if (value.ValueKind != JsonValueKind.Number) return Report(Rules.Arguments.Type, parameter.Name, $"/{parameter.Name} must be {range}, not {Kind(value)}");
        if (value.TryGetInt32(out var number) && number >= parameter.Min && number <= parameter.Max) return number;
        return Report(Rules.Arguments.Range, parameter.Name, $"/{parameter.Name} must be {range}");
    }

    private object? Choice(Parameter parameter, JsonElement value, IReadOnlyList<string> choices)
    {
        if (value.ValueKind == JsonValueKind.String && choices.Contains(value.GetString())) return value.GetString();
        // A portal outside the scope is the scope's to refuse, so that the reply names the owner to ask.
        if (parameter.Type == ParameterType.Portal && value.ValueKind == JsonValueKind.String) return Text(parameter, value);
        _problems.Add(new(value.ValueKind == JsonValueKind.String ? Rules.Arguments.Range : Rules.Arguments.Type, "/" + parameter.Name,
            $"/{parameter.Name} must be one of: {string.Join(", ", choices)}")
        { Allowed = choices });
        return null;
    }

    private object? Text(Parameter parameter, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return Report(Rules.Arguments.Type, parameter.Name, $"/{parameter.Name} must be text, not {Kind(value)}");
        var text = value.GetString()!;
        if (text.Length == 0 || text.Length > parameter.Max)
            return Report(Rules.Arguments.Range, parameter.Name, $"/{parameter.Name} must have 1 to {parameter.Max.ToString(CultureInfo.InvariantCulture)} characters");
        return ArgumentText.Complaint(text) is { } complaint ? Report(Rules.Arguments.Text, parameter.Name, $"/{parameter.Name} {complaint}") : text;
    }

    private object? TextList(Parameter parameter, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            return Report(Rules.Arguments.Type, parameter.Name, $"/{parameter.Name} must be a list of texts");
        if (value.GetArrayLength() > parameter.Max)
            return Report(Rules.Arguments.Range, parameter.Name, $"/{parameter.Name} may have at most {parameter.Max.ToString(CultureInfo.InvariantCulture)} entries");
        var list = value.EnumerateArray().Select(item => item.GetString()!).ToList();
        return list.Select(ArgumentText.Complaint).FirstOrDefault(complaint => complaint is not null) is { } wrong
            ? Report(Rules.Arguments.Text, parameter.Name, $"/{parameter.Name} {wrong}")
            : list;
    }

    private object? Report(Rule rule, string name, string sentence)
    {
        _problems.Add(new(rule, "/" + name, sentence));
        return null;
    }

    internal static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
