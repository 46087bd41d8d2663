using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Takes up a stream of an older client where it broke, in a host that keeps events; in others the request is an ordinary one.</summary>
internal sealed class MissedEvents(HttpTransportParts parts)
{
    private const string Header = "Last-Event-ID";

    /// <summary>Null: nothing is to be taken up.</summary>
    /// <exception cref="RequestRefused">The event is not known, or not of this session (400).</exception>
    public async Task<ISseEventStreamReader?> FindAsync(HttpRequest request, McpSession session, CancellationToken cancel)
    {
        if (parts.Events is not { } events || request.Headers[Header] is not [{ Length: > 0 } last]) return null;
        var reader = await events.GetStreamReaderAsync(last, cancel);
        return reader?.SessionId == session.Id ? reader : throw new RequestRefused(StatusCodes.Status400BadRequest, null, $"{Header} names no event of this session that is still kept");
    }

    public static Task WriteAsync(ISseEventStreamReader reader, Stream stream, CancellationToken cancel) =>
        SseFormatter.WriteAsync(reader.ReadEventsAsync(cancel), stream, Format, cancel);

    private static void Format(SseItem<JsonRpcMessage?> item, IBufferWriter<byte> buffer)
    {
        if (item.Data is null) return;
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, item.Data, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)));
    }
}
