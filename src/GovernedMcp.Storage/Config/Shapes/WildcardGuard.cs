using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>A name that people may try to write as a wildcard; the answer says what to write instead.</summary>
internal sealed class WildcardGuard(Shape<string> name) : Shape<string>
{
    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (node is not Node.Scalar scalar || !scalar.Text.Contains('*', StringComparison.Ordinal)) return name.TryRead(node, reading, out value);
        reading.Error(node.At, ConfigCodes.Wildcard,
            $"wildcards such as {Quoted.Of(scalar.Text)} are not allowed here; name each one, or say `all` for the parts of a portal or `any` in a gate");
        return false;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => name.Describe(definitions);
}
