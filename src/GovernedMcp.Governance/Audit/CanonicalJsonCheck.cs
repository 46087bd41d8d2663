using System.Text.Json;
using System.Text.Unicode;

namespace GovernedMcp.Governance.Audit;

/// <summary>
/// Walks a text once and compares every byte with what the canonical form would have there. Builds nothing, so that verifying a
/// long log costs little more than hashing it.
/// </summary>
internal ref struct CanonicalJsonCheck
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly List<string?> _lastKeys;
    private int _at;
    private bool _comma;

    private CanonicalJsonCheck(ReadOnlySpan<byte> json)
    {
        _json = json;
        _lastKeys = new(4);
    }

    public static bool Passes(ReadOnlySpan<byte> json)
    {
        try
        {
            return new CanonicalJsonCheck(json).Run();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or CanonicalJsonFault)
        {
            return false;
        }
    }

    private bool Run()
    {
        var reader = new Utf8JsonReader(_json, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
        while (reader.Read())
            if (!Next(ref reader)) return false;
        return _at == _json.Length;
    }

    private bool Next(ref Utf8JsonReader reader)
    {
        var token = reader.TokenType;
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            _lastKeys.RemoveAt(_lastKeys.Count - 1);
            _comma = true;
            return Is(token == JsonTokenType.EndObject ? "}"u8 : "]"u8);
        }

        if (_comma && !Is(","u8)) return false;
        _comma = token is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
        switch (token)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _lastKeys.Add(null);
                return Is(token == JsonTokenType.StartObject ? "{"u8 : "["u8);
            case JsonTokenType.PropertyName:
                var key = reader.GetString()!;
                var ordered = _lastKeys[^1] is not { } last || string.CompareOrdinal(last, key) < 0;
                _lastKeys[^1] = key;
                return ordered && IsText(ref reader) && Is(":"u8);
            case JsonTokenType.String:
                return IsText(ref reader);
            case JsonTokenType.Number:
                return IsWhole(ref reader) && Is(reader.ValueSpan);
            default:
                return Is(reader.ValueSpan);
        }
    }

    private bool IsText(ref Utf8JsonReader reader) => reader.ValueIsEscaped
        ? Is(CanonicalJsonWriter.Text(reader.GetString()!))
        : Utf8.IsValid(reader.ValueSpan) && Is("\""u8) && Is(reader.ValueSpan) && Is("\""u8);

    private static bool IsWhole(ref Utf8JsonReader reader) =>
        reader.ValueSpan.IndexOfAny(".eE"u8) < 0 && !reader.ValueSpan.SequenceEqual("-0"u8)
        && reader.TryGetInt64(out var whole) && whole is >= -CanonicalJson.MaxInteger and <= CanonicalJson.MaxInteger;

    private bool Is(ReadOnlySpan<byte> expected)
    {
        if (!_json[_at..].StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }
}
