using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GovernedMcp.Server.Mcp;

/// <summary>Generated JSON for what the endpoint itself writes.</summary>
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class McpJson : JsonSerializerContext;
