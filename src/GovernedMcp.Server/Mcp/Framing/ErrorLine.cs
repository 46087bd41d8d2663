using System.Buffers;
using System.Text.Json;

namespace GovernedMcp.Server.Mcp.Framing;

/// <summary>A JSON-RPC error as one line. Without an id that could be read it has none.</summary>
internal static class ErrorLine
{
    public static ReadOnlyMemory<byte> Of(Frame.Bad bad)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            if (bad.Id is not null)
            {
                writer.WritePropertyName("id"u8);
                writer.WriteRawValue(bad.Id);
            }

            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, bad.Code);
            writer.WriteString("message"u8, bad.Sentence);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
