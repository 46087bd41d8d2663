using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Gates;
using GovernedMcp.Storage.Config.Shapes;
using GovernedMcp.Storage.Config.Yaml;

namespace GovernedMcp.Storage.Config.Entries;

/// <summary>
/// The <c>when</c> of a gate: field names to matchers, besides the words <c>field</c>, <c>any</c>, <c>all</c> and <c>not</c>.
/// Several keys in one map must all hold.
/// </summary>
internal sealed class ConditionShape : Shape<ConditionEntry>
{
    /// <summary>Words of the condition itself; no field of a Skill may be called so.</summary>
    public static readonly string[] Words = ["field", "any", "all", "not"];

    public static Shape<ConditionEntry> Shape { get; } = Shaped.Defined<ConditionEntry>("condition", () => new ConditionShape());

    private static readonly Shape<IReadOnlyList<ConditionEntry>> Several = Shaped.ListOf(Shape, min: 1);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out ConditionEntry value)
    {
        value = null;
        if (node is not Node.Mapping { Entries.Count: > 0 } map)
        {
            reading.Error(node.At, ConfigCodes.Shape, "a condition names fields and tests; write it like `{ amount: { over: 500.00 } }`");
            return false;
        }

        var all = map.Entries.Select(entry => ReadOne(entry, reading)).ToList();
        if (all.Contains(null)) return false;
        value = ConditionEntry.All(all!);
        return true;
    }

    public override JsonObject Describe(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["properties"] = new JsonObject
        {
            ["field"] = MatcherShape.Shape.Describe(definitions),
            ["any"] = Several.Describe(definitions),
            ["all"] = Several.Describe(definitions),
            ["not"] = Shape.Describe(definitions),
        },
        ["additionalProperties"] = MatcherShape.Shape.Describe(definitions),
    };

    private static ConditionEntry? ReadOne(Node.Entry entry, Reading reading)
    {
        var at = entry.Key.At;
        switch (entry.Key.Text)
        {
            case "any":
                return Several.TryRead(entry.Value, reading, out var any) ? ConditionEntry.Any(any) : null;
            case "all":
                return Several.TryRead(entry.Value, reading, out var all) ? ConditionEntry.All(all) : null;
            case "not":
                return Shape.TryRead(entry.Value, reading, out var not) ? ConditionEntry.Not(not) : null;
            case "field":
                return MatcherShape.Shape.TryRead(entry.Value, reading, out var name) ? ConditionEntry.One(new GateCondition.AnyFieldName(name), at) : null;
            default:
                return MatcherShape.Shape.TryRead(entry.Value, reading, out var test)
                    ? ConditionEntry.One(new GateCondition.FieldIs(entry.Key.Text, test), at) : null;
        }
    }
}
