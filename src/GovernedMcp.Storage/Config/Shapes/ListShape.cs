using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A list of things of one shape.</summary>
internal sealed class ListShape<T>(Shape<T> item, int min) : Shape<IReadOnlyList<T>>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (node is not Node.Sequence list)
        {
            reading.Error(node.At, ConfigCodes.Shape, $"{node.Kind} stands where a list belongs; write `[a, b]` or one `- ` line each");
            return false;
        }

        if (list.Items.Count < min)
        {
            reading.Error(node.At, ConfigCodes.Missing, "the list is empty; name at least one, or leave the key out");
            return false;
        }

        var read = new List<T>(list.Items.Count);
        foreach (var node1 in list.Items)
        {
            if (item.TryRead(node1, reading, out var one)) read.Add(one);
        }

        value = read;
        return read.Count == list.Items.Count;
    }

    public override JsonObject Describe(SchemaDefinitions definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Describe(definitions) };
        if (min > 0) schema["minItems"] = min;
        return schema;
    }
}
