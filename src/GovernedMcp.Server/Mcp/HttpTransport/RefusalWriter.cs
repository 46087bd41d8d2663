using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GovernedMcp.Server.Mcp.HttpTransport;

/// <summary>Writes refusals; the only place that does.</summary>
internal static class RefusalWriter
{
    public static Task WriteAsync(HttpContext http, RequestRefused refused)
    {
        if (http.Response.HasStarted) return Task.CompletedTask;
        http.Response.Clear();
        http.Response.StatusCode = refused.Status;
        http.Response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in refused.Headers) http.Response.Headers[name] = value;
        // What is left of the body is not worth reading; the connection ends instead.
        if (refused.Status is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge) http.Response.Headers.Connection = "close";
        return refused.Code is { } code ? WriteErrorAsync(http.Response, code, refused) : WriteTextAsync(http.Response, refused.Message);
    }

    private static async Task WriteErrorAsync(HttpResponse response, int code, RequestRefused refused)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WritePropertyName("id"u8);
            if (refused.Id is null) writer.WriteNullValue();
            else writer.WriteRawValue(refused.Id);
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, code);
            writer.WriteString("message"u8, refused.Message);
            if (refused.Details is not null)
            {
                writer.WritePropertyName("data"u8);
                refused.Details.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        response.ContentType = "application/json";
        response.ContentLength = buffer.WrittenCount;
        await response.Body.WriteAsync(buffer.WrittenMemory);
    }

    private static Task WriteTextAsync(HttpResponse response, string sentence)
    {
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync($"{sentence}\n");
    }
}
