using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GovernedMcp.Server.Mcp.StdioTransport;

/// <summary>
/// The same message with text left as it is. The protocol engine escapes quotes, back-ticks and everything beyond ASCII for HTML,
/// which nobody embeds this in; a table of names grows by a fifth under it.
/// </summary>
internal static class ReadableJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Line(ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOf("\\u"u8) < 0) return line;
        using var message = JsonDocument.Parse(line);
        var readable = new ArrayBufferWriter<byte>(line.Length);
        using (var writer = new Utf8JsonWriter(readable, Relaxed)) message.RootElement.WriteTo(writer);
        readable.Write("\n"u8);
        return readable.WrittenMemory;
    }
}
