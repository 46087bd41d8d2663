using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>Reads the fields of a request: of its query, and of a body as forms and scripts send it.</summary>
internal static class WireBody
{
    private const int MostFields = 2_000;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>Null: of no kind that we know, or not well formed.</returns>
    public static async Task<IReadOnlyList<WireField>?> ReadAsync(string? contentType, byte[] body)
    {
        if (body.Length == 0) return [];
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        try
        {
            var fields = type.MediaType?.ToLowerInvariant() switch
            {
                "application/x-www-form-urlencoded" => Pairs(Encoding.Latin1.GetString(body)),
                "multipart/form-data" when type.Parameters.FirstOrDefault(one => one.Name == "boundary")?.Value?.Trim('"') is { Length: > 0 } boundary => await PartsAsync(boundary, body),
                "application/json" or "text/json" => Leaves(body),
                // Of a script that does not say what it sends the browser says this.
                "text/plain" when body[0] is (byte)'{' or (byte)'[' => Leaves(body),
                { } other when other.StartsWith("application/", StringComparison.Ordinal) && other.EndsWith("+json", StringComparison.Ordinal) => Leaves(body),
                _ => null,
            };
            return fields?.Count > MostFields ? null : fields;
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidDataException or FormatException)
        {
            return null;
        }
    }

    public static IReadOnlyList<WireField> Pairs(string text) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            return split < 0 ? new WireField(Plain(pair), "") : new WireField(Plain(pair[..split]), Plain(pair[(split + 1)..]));
        }),
    ];

    // Old portals send Latin-1; what is no UTF-8 is read as that.
    private static string Plain(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
            {
                bytes.Add(text[at] == '+' ? (byte)' ' : (byte)text[at]);
            }
        }

        return Text([.. bytes]);
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>The fields of an object of JSON that a text is; null: it is none.</summary>
    public static IReadOnlyList<WireField>? Within(string text)
    {
        try
        {
            return text.StartsWith('{') && Leaves(Strict.GetBytes(text)) is { Count: <= MostFields } fields ? fields : null;
        }
        catch (Exception error) when (error is JsonException or EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A value of JSON that holds no others.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch { JsonValueKind.Null => "", JsonValueKind.String => value.GetString()!, _ => value.GetRawText() };

    private static async Task<IReadOnlyList<WireField>> PartsAsync(string boundary, byte[] body)
    {
        var fields = new List<WireField>();
        var reader = new MultipartReader(boundary, new MemoryStream(body, writable: false));
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(Text(Encoding.Latin1.GetBytes(section.ContentDisposition ?? "")), out var told) || told.Name is null) throw new InvalidDataException("a part without a name");
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content);
            var name = Written(told.Name);
            fields.Add(told.FileName is null && told.FileNameStar is null
                ? new WireField(name, Text(content.ToArray()))
                : new WireField(name, Written(told.FileNameStar ?? told.FileName ?? "")) { FileSize = content.Length });
        }

        return fields;
    }

    // Browsers write a quote and line ends in names this way.
    private static string Written(string quoted) =>
        quoted.Trim('"').Replace("%22", "\"", StringComparison.OrdinalIgnoreCase).Replace("%0D%0A", "\n", StringComparison.OrdinalIgnoreCase);

    private static List<WireField> Leaves(byte[] body)
    {
        var fields = new List<WireField>();
        using var document = JsonDocument.Parse(body, new() { MaxDepth = 32 });
        Walk(document.RootElement, "", fields);
        return fields;
    }

    private static void Walk(JsonElement element, string path, List<WireField> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", fields);
                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in element.EnumerateArray()) Walk(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]"), fields);
                break;
            default:
                fields.Add(new WireField(path, Text(element)) { Nested = true });
                break;
        }
    }
}
