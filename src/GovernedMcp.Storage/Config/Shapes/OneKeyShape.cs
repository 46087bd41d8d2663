using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A map with exactly one key out of several, each leading to a value of its own shape: a choice.</summary>
internal sealed class OneKeyShape<T>(params (string Key, Shape<T> Shape)[] choices) : Shape<T>
{
    private string Allowed => Quoted.List(choices.Select(choice => choice.Key));

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Node.Mapping { Entries: [var only] })
        {
            reading.Error(node.At, ConfigCodes.Shape, $"exactly one key belongs here; one of {Allowed}");
            return false;
        }

        var shape = choices.FirstOrDefault(choice => choice.Key == only.Key.Text).Shape;
        if (shape is not null) return shape.TryRead(only.Value, reading, out value);
        var hint = DidYouMean.Hint(only.Key.Text, choices.Select(choice => choice.Key));
        reading.Error(only.Key.At, ConfigCodes.UnknownKey, $"{Quoted.Of(only.Key.Text)} is not a key here{hint}; allowed: {Allowed}");
        return false;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["minProperties"] = 1,
        ["maxProperties"] = 1,
        ["properties"] = new JsonObject(choices.Select(choice => KeyValuePair.Create(choice.Key, (JsonNode?)choice.Shape.Describe(definitions)))),
    };
}
