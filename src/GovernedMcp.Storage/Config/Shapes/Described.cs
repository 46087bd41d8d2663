using System.Text.Json.Nodes;

namespace GovernedMcp.Storage.Config.Shapes;

/// <summary>What has a JSON Schema: the half of a <see cref="Shape{T}"/> that does not know what is read.</summary>
internal abstract class Described
{
    /// <summary>The shape as JSON Schema, draft 7.</summary>
    public abstract JsonObject Describe(SchemaDefinitions definitions);
}
