using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace GovernedMcp.Server.Mcp.Identity.Tokens;

/// <summary>One part of a token, header or payload, as JSON that says each thing once.</summary>
internal sealed class TokenClaims
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private readonly JsonElement _json;

    private TokenClaims(JsonElement json) => _json = json;

    /// <summary>Null when the part is no such JSON.</summary>
    public static TokenClaims? Read(string encoded)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(encoded), Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new TokenClaims(document.RootElement.Clone()) : null;
        }
        catch (Exception broken) when (broken is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public bool Has(string name) => _json.TryGetProperty(name, out _);

    /// <summary>The text of a claim; null when it is not there or no text.</summary>
    public string? Text(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The texts of a claim that is a text or a list of them; nothing when it is neither.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!_json.TryGetProperty(name, out var value)) return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(item => item.GetString()!)],
            _ => [],
        };
    }

    /// <summary>Seconds since 1970; null when the claim is not there, or <see cref="double.NaN"/> when it is no number.</summary>
    public double? Seconds(string name)
    {
        if (!_json.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) ? seconds : double.NaN;
    }

    public bool IsFalse(string name) => _json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False;
}
