using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A shape with a name in the schema, looked up late so that it may hold itself.</summary>
internal sealed class DefinedShape<T>(string name, Func<Shape<T>> shape) : Shape<T>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value) => shape().TryRead(node, reading, out value);

    public override JsonObject Describe(SchemaDefinitions definitions) => definitions.Refer(name, () => shape().Describe(definitions));
}
