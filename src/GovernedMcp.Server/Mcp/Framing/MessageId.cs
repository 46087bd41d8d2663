using System.Text.Json;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>The id of a JSON-RPC message, kept as it was written.</summary>
internal static class MessageId
{
    /// <summary>The id under the reader as JSON text, or null when it is not one that may be used.</summary>
    public static string? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when StrictText.LoneSurrogateIn(reader.ValueSpan) < 0 && reader.GetString() is { Length: <= FrameLimits.IdCharacters } text
            => JsonSerializer.Serialize(text, FrameJson.Default.String),
        JsonTokenType.Number when reader.TryGetInt64(out var number) && Math.Abs(number) <= FrameLimits.SafeInteger
            => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The one usable id of a message that is broken further on, or null.</summary>
    public static string? Salvage(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = FrameLimits.Depth }));
        string? found = null;
        var times = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("id"u8)) continue;
                times++;
                if (reader.Read()) found = Read(ref reader);
            }
        }
        catch (Exception flaw) when (flaw is JsonException or InvalidOperationException)
        {
            // What was read up to the flaw is all there is.
        }

        return times == 1 ? found : null;
    }

    /// <summary>The id that a message answers; null for requests and notifications. Takes only messages that are known to be whole.</summary>
    public static string? OfAnswer(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        string? id = null;
        var answer = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
            var isId = reader.ValueTextEquals("id"u8);
            answer |= reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8);
            reader.Read();
            if (isId) id = Read(ref reader);
            else reader.Skip();
        }

        return answer ? id : null;
    }
}
