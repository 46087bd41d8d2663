using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// RFC 8785 (JSON Canonicalization Scheme) over the part of I-JSON that has one form only: texts, truth values, null and whole
/// numbers within ±(2^53-1). Fractions are refused, not rounded: money and durations are texts. Unicode is not normalised.
/// </summary>
public static class CanonicalJson
{
    public const int MaxDepth = 64;

    /// <summary>2^53-1: the largest whole number that every JSON reader keeps exact.</summary>
    public const long MaxInteger = 9_007_199_254_740_991;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Readable JSON for replies and records; not canonical.</summary>
    internal static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="CanonicalJsonFault">The data has no canonical form; the message says which part.</exception>
    public static byte[] Write(JsonNode? node) => new CanonicalJsonWriter().Write(node);

    /// <summary>Reads any JSON text strictly (one value, no key twice, no comments) and writes its canonical form.</summary>
    /// <exception cref="CanonicalJsonFault">It is not JSON, or has no canonical form.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> json) => Write(Read(json));

    /// <summary>Whether the bytes are exactly what <see cref="Write"/> gives for what they say.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> json) => CanonicalJsonCheck.Passes(json);

    /// <exception cref="CanonicalJsonFault">It is not JSON, too deep, or holds a key twice.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException or DecoderFallbackException)
        {
            throw new CanonicalJsonFault("the text is not JSON, is nested deeper than 64, or holds a key twice");
        }
    }

    /// <summary>
    /// The same data in a form that always has a canonical one, for values that come from outside: fractions and huge numbers
    /// become the text they were written as, half surrogates U+FFFD.
    /// </summary>
    public static JsonNode? Recordable(JsonNode? node) => node switch
    {
        JsonObject map => RecordableMap(map),
        JsonArray list => new JsonArray([.. list.Select(Recordable)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            CanonicalJsonWriter.TryInteger(value, out var whole) ? JsonValue.Create(whole) : JsonValue.Create(value.ToJsonString()),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(WellFormed(TextOf(value))),
        _ => node?.DeepClone(),
    };

    private static JsonObject RecordableMap(JsonObject map)
    {
        var copy = new JsonObject();
        foreach (var (key, value) in map) copy[WellFormed(key)] = Recordable(value);
        return copy;
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string TextOf(JsonValue value)
    {
        try
        {
            return value.GetValueKind() == JsonValueKind.String ? value.ToString() : "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}

/// <summary>Data without a canonical form. The message names the part and quotes no value.</summary>
public sealed class CanonicalJsonFault(string message) : Exception(message);
