using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>Another shape's value, made into something else; <paramref name="make"/> may add errors of its own.</summary>
internal sealed class MadeShape<TFrom, T>(Shape<TFrom> from, Func<TFrom, Node, Reading, T> make) : Shape<T>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!from.TryRead(node, reading, out var read)) return false;
        var before = reading.ErrorCount;
        value = make(read, node, reading);
        return reading.ErrorCount == before;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => from.Describe(definitions);
}
