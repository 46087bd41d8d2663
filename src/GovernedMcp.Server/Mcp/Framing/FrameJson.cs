using System.Text.Json.Serialization;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>Generated JSON for what framing itself writes.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class FrameJson : JsonSerializerContext;
