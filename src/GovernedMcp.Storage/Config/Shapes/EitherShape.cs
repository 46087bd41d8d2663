using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Something that may be written as a text, as a list or as a map; which one is seen at once, so errors stay exact.</summary>
internal sealed class EitherShape<T>(Shape<T>? text = null, Shape<T>? list = null, Shape<T>? map = null) : Shape<T>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        var shape = node switch
        {
            Node.Scalar => text,
            Node.Sequence => list,
            _ => map,
        };
        if (shape is not null) return shape.TryRead(node, reading, out value);

        string?[] allowed = [text is null ? null : "a text", list is null ? null : "a list", map is null ? null : "a map"];
        reading.Error(node.At, ConfigCodes.Shape, $"{node.Kind} is not allowed here; write {string.Join(" or ", allowed.OfType<string>())}");
        value = default;
        return false;
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        Shape<T>?[] all = [text, list, map];
        return new JsonObject { ["anyOf"] = new JsonArray([.. all.OfType<Shape<T>>().Select(shape => shape.Describe(definitions))]) };
    }
}
