using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Redaction;

/// <summary>
/// Data that went through the <see cref="Redactor"/>: the only form in which text reaches a record, an approver or a reply.
/// Only governance makes one.
/// </summary>
public sealed class Redacted
{
    private readonly string _json;

    internal Redacted(JsonNode? node) => _json = node?.ToJsonString(Audit.CanonicalJson.Plain) ?? "null";

    /// <summary>For a store that reads back what it once was given; takes only text that <see cref="Json"/> produced.</summary>
    public static Redacted FromStore(string json) => new(JsonNode.Parse(json));

    /// <summary>The data as compact JSON.</summary>
    public string Json => _json;

    /// <summary>A copy of the data; null for JSON null.</summary>
    public JsonNode? Node => JsonNode.Parse(_json);

    /// <summary>The text itself when the data is one text, else its JSON.</summary>
    public string Text => Node is JsonValue value && value.TryGetValue<string>(out var text) ? text : _json;

    public override string ToString() => _json;
}
