using System.Text.Json;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>
/// Reads a whole message once, strictly, before the protocol engine does: Unicode, syntax, depth, keys given twice, and the
/// outer shape of JSON-RPC. It changes nothing; a message is passed on as it came, or answered here.
/// </summary>
internal static class MessageCheck
{
    public static Frame Check(ReadOnlySpan<byte> message)
    {
        var flaw = StrictText.FlawIn(message);
        if (flaw >= 0) return Broken(message, FrameCodes.ParseError, $"text is not valid UTF-8 without a byte order mark at byte {flaw}");

        // One level more than allowed, so that it is this check that says what is wrong.
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = FrameLimits.Depth + 1 });
        var envelope = new Envelope();
        var trail = new KeyTrail();
        try
        {
            while (reader.Read())
            {
                if (Objection(ref reader, trail) is { } objection) return Broken(message, objection.Code, objection.Sentence);
                envelope.See(ref reader);
            }
        }
        catch (JsonException broken)
        {
            return Broken(message, FrameCodes.ParseError, $"message is not valid JSON (byte {broken.BytePositionInLine})");
        }

        return envelope.Judge(message);
    }

    private static Frame.Bad Broken(ReadOnlySpan<byte> message, int code, string sentence) => new(code, sentence, MessageId.Salvage(message));

    private static (int Code, string Sentence)? Objection(ref Utf8JsonReader reader, KeyTrail trail)
    {
        var token = reader.TokenType;
        if (token is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped)
        {
            var lone = StrictText.LoneSurrogateIn(reader.ValueSpan);
            if (lone >= 0) return (FrameCodes.ParseError, $"text is not valid Unicode: half a surrogate pair at byte {reader.TokenStartIndex + 1 + lone}");
        }

        switch (token)
        {
            case JsonTokenType.PropertyName:
                return trail.Key(reader.GetString()!) ? null : (FrameCodes.InvalidRequest, $"duplicate key at `{trail.Pointer()}`");
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                trail.Close();
                return null;
        }

        trail.Value();
        if (token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return null;
        if (reader.CurrentDepth >= FrameLimits.Depth) return (FrameCodes.ParseError, $"nesting deeper than {FrameLimits.Depth}");
        if (token == JsonTokenType.StartObject) trail.OpenObject();
        else trail.OpenArray();
        return null;
    }
}
