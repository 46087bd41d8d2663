using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>A place in a body that one whole value takes up, and how another value is written there.</summary>
internal sealed record WirePlace(int Start, int Length, Func<string, string> Write)
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    public byte[] With(byte[] body, string value) => [.. body.AsSpan(0, Start), .. Encoding.UTF8.GetBytes(Write(value)), .. body.AsSpan(Start + Length)];

    public byte[] Without(byte[] body) => [.. body.AsSpan(0, Start), .. body.AsSpan(Start + Length)];

    /// <summary>Where a value stands as the whole of a field. Nothing in a body that is not well formed or of no kind that we write.</summary>
    /// <param name="value">Letters, digits and marks that no kind of body escapes.</param>
    public static IReadOnlyList<WirePlace> Find(string? contentType, byte[] body, string value)
    {
        if (body.Length == 0 || !MediaTypeHeaderValue.TryParse(contentType, out var type)) return [];
        return type.MediaType?.ToLowerInvariant() switch
        {
            "application/x-www-form-urlencoded" => InPairs(body, value),
            "multipart/form-data" when type.Parameters.FirstOrDefault(one => one.Name == "boundary")?.Value?.Trim('"') is { Length: > 0 } boundary => InParts(body, boundary, value),
            "application/json" or "text/json" or "text/plain" => InJson(body, value),
            { } other when other.StartsWith("application/", StringComparison.Ordinal) && other.EndsWith("+json", StringComparison.Ordinal) => InJson(body, value),
            _ => [],
        };
    }

    private static List<WirePlace> InPairs(byte[] body, string value)
    {
        var places = new List<WirePlace>();
        var start = 0;
        foreach (var pair in Encoding.Latin1.GetString(body).Split('&'))
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal) + 1;
            if (split > 0 && WireBody.Pairs(pair)[0].Value == value) places.Add(new(start + split, pair.Length - split, WebUtility.UrlEncode));
            start += pair.Length + 1;
        }

        return places;
    }

    // A part's content stands between the end of its head and the next boundary; a file is no field. Some scripts put all that they send into one part, as JSON.
    private static List<WirePlace> InParts(byte[] body, string boundary, string value)
    {
        var places = new List<WirePlace>();
        byte[] delimiter = [.. "--"u8, .. Encoding.Latin1.GetBytes(boundary)], end = [.. "\r\n"u8, .. delimiter];
        for (int from = 0, at; (at = body.AsSpan(from).IndexOf(delimiter)) >= 0; )
        {
            from += at + delimiter.Length;
            var (head, length) = (body.AsSpan(from).IndexOf(HeadEnd), body.AsSpan(from).IndexOf(end));
            if (head < 0 || length < head + HeadEnd.Length || Encoding.Latin1.GetString(body.AsSpan(from, head)).Contains("filename", StringComparison.OrdinalIgnoreCase)) continue;
            var start = from + head + HeadEnd.Length;
            var content = body[start..(from + length)];
            if (content.AsSpan().SequenceEqual(Encoding.Latin1.GetBytes(value))) places.Add(new(start, content.Length, text => text));
            else if (content.AsSpan().StartsWith("{"u8)) places.AddRange(InJson(content, value).Select(place => place with { Start = start + place.Start }));
        }

        return places;
    }

    private static List<WirePlace> InJson(byte[] body, string value)
    {
        var places = new List<WirePlace>();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 32 });
        try
        {
            while (reader.Read())
            {
                var (start, length) = ((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
                if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(value)) places.Add(new(start, length, Quoted));
                else if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.SequenceEqual(Encoding.ASCII.GetBytes(value))) places.Add(new(start, length, Number));
            }

            return places;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    // As a page would have made a number of it; what is none stays a text.
    private static string Number(string text) =>
        !text.All(char.IsAsciiDigit) ? Quoted(text) : text.TrimStart('0') is { Length: > 0 } digits ? digits : "0";
}
