using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

internal delegate bool ScalarParse<T>(Node.Scalar scalar, out T value);

/// <summary>One text, given its meaning by <paramref name="parse"/>. <paramref name="wanted"/> completes "… is not".</summary>
internal sealed class ScalarShape<T>(string code, string wanted, string hint, JsonObject schema, ScalarParse<T> parse) : Shape<T>
{
    /// <summary>What was written is never repeated in an error: it might be a secret.</summary>
    public bool Hidden { get; init; }

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Node.Scalar scalar)
        {
            reading.Error(node.At, ConfigCodes.Shape, $"{node.Kind} stands where {wanted} belongs; {hint}");
            return false;
        }

        if (scalar.IsNothing)
        {
            reading.Error(node.At, ConfigCodes.Missing, $"the value is missing; write {wanted}");
            return false;
        }

        if (parse(scalar, out value)) return true;
        reading.Error(node.At, code, $"{(Hidden ? "this" : Quoted.Of(scalar.Text))} is not {wanted}; {hint}");
        return false;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => (JsonObject)schema.DeepClone();
}
