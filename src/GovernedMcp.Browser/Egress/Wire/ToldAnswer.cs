using System.Buffers;
using System.IO.Compression;
using System.Text.Json;

namespace GovernedMcp.Browser.Egress.Wire;

/// <summary>One answer of the portal in JSON, read only when it is asked about.</summary>
/// <param name="at">Origin and path that it came from.</param>
/// <param name="encodings">How it was packed, as <c>Content-Encoding</c> says.</param>
internal sealed class ToldAnswer(string at, IReadOnlyList<string> encodings)
{
    private const int MostUnpacked = 4 * ToldRecords.MostHeard;
    private readonly ArrayBufferWriter<byte> _heard = new();
    private JsonElement _whole;
    private IReadOnlyList<JsonElement>? _objects;

    public string At => at;

    /// <summary>As it was sent, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Every object in it, outer ones first; none where it is no JSON, or packed in a way that we do not know.</summary>
    public IReadOnlyList<JsonElement> Objects => _objects ??= Read();

    /// <summary>All of it; null where it is no JSON, or packed in a way that we do not know.</summary>
    public JsonElement? Whole => Objects.Count == 0 ? null : _whole;

    /// <summary>The one record that it tells: the whole of it, what it calls <c>data</c>, or its one part.</summary>
    public IEnumerable<JsonElement> Record => Objects.Count == 0 || _whole.ValueKind != JsonValueKind.Object ? []
        : [_whole, .. _whole.EnumerateObject().Where(member => member.Name == "data" || _whole.GetPropertyCount() == 1).Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Object)];

    /// <summary>The records of the list that it tells: of the whole of it, or of a part.</summary>
    public IEnumerable<JsonElement> Items => Objects.Count == 0 ? []
        : (_whole.ValueKind == JsonValueKind.Array ? [_whole] : _whole.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Array))
            .SelectMany(list => list.EnumerateArray()).Where(value => value.ValueKind == JsonValueKind.Object);

    public void Hear(ReadOnlySpan<byte> part)
    {
        if ((Length += part.Length) <= ToldRecords.MostHeard) _heard.Write(part);
        else _heard.Clear();
    }

    private List<JsonElement> Read()
    {
        var objects = new List<JsonElement>();
        try
        {
            if (Unpack() is not { } bytes) return objects;
            _whole = JsonDocument.Parse(bytes, new() { MaxDepth = 64 }).RootElement;
            Walk(_whole, objects);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or IOException)
        {
            // It tells nothing that can be relied on.
        }

        return objects;
    }

    private byte[]? Unpack()
    {
        using var heard = new MemoryStream(_heard.WrittenSpan.ToArray());
        using Stream? unpacked = encodings.Count > 1 ? null : encodings.SingleOrDefault("").ToUpperInvariant() switch
        {
            "" or "IDENTITY" => heard,
            "GZIP" or "X-GZIP" => new GZipStream(heard, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(heard, CompressionMode.Decompress),
            "BR" => new BrotliStream(heard, CompressionMode.Decompress),
            _ => null,
        };
        if (unpacked is null) return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MostUnpacked) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static void Walk(JsonElement element, List<JsonElement> objects)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Walk(item, objects);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            objects.Add(element);
            foreach (var member in element.EnumerateObject()) Walk(member.Value, objects);
        }
    }
}
