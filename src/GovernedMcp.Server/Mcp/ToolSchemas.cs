using System.Text.Json;
using System.Text.Json.Nodes;
using GovernedMcp.Governance.Tools;
using ModelContextProtocol.Protocol;

namespace GovernedMcp.Server.Mcp;

/// <summary>
/// A tool as the protocol shows it, made from its definition for one caller: strict schemas, the caller's own portals, and what
/// the tool does to a portal.
/// </summary>
internal static class ToolSchemas
{
    /// <summary>What mirrors the session handle into a header, so that a load balancer can route by it.</summary>
    public const string SessionHeader = "Portal-Session";

    public static Tool For(ToolOffer offer)
    {
        var tool = offer.Tool;
        return new Tool
        {
            Name = tool.Name,
            Title = tool.Title,
            Description = tool.Description,
            InputSchema = Element(Input(tool.Parameters, offer.Portals)),
            OutputSchema = EnvelopeSchema.Of(tool),
            Annotations = new ToolAnnotations
            {
                ReadOnlyHint = tool.ReadOnly,
                DestructiveHint = tool.Destructive,
                IdempotentHint = tool.Idempotent,
                OpenWorldHint = true,
            },
        };
    }

    private static JsonObject Input(IReadOnlyList<Parameter> parameters, IReadOnlyList<string> portals)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (parameters.Count > 0) schema["properties"] = new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)Property(parameter, portals))));
        if (parameters.Any(parameter => parameter.Required)) schema["required"] = Words(parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name));
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Property(Parameter parameter, IReadOnlyList<string> portals)
    {
        var schema = Shape(parameter, portals);
        schema["description"] = parameter.Description;
        if (parameter.Default is not null) schema["default"] = parameter.Default.DeepClone();
        return schema;
    }

    private static JsonObject Shape(Parameter parameter, IReadOnlyList<string> portals) => parameter.Type switch
    {
        ParameterType.Text => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = parameter.Max },
        ParameterType.Integer => new() { ["type"] = "integer", ["minimum"] = parameter.Min, ["maximum"] = parameter.Max },
        ParameterType.Choice => new() { ["type"] = "string", ["enum"] = Words(parameter.Choices) },
        ParameterType.Portal => new() { ["type"] = "string", ["enum"] = Words(portals) },
        ParameterType.Session => new() { ["type"] = "string", ["x-mcp-header"] = SessionHeader },
        ParameterType.TextList => new() { ["type"] = "array", ["maxItems"] = parameter.Max, ["items"] = new JsonObject { ["type"] = "string" } },
        ParameterType.Values => new() { ["type"] = "object", ["maxProperties"] = parameter.Max, ["additionalProperties"] = new JsonObject { ["type"] = Words(["string", "number", "boolean", "array"]) } },
        ParameterType.Tests => new() { ["type"] = "object", ["maxProperties"] = parameter.Max, ["additionalProperties"] = new JsonObject { ["type"] = Words(["string", "number", "boolean", "array", "object"]) } },
        _ => throw new InvalidOperationException($"no schema for {parameter.Type}"),
    };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    private static JsonElement Element(JsonObject schema) => JsonSerializer.SerializeToElement(schema, McpJson.Default.JsonObject);
}
