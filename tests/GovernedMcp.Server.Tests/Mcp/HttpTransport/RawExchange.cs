using System.Net.Sockets;
using System.Text;

namespace GovernedMcp.Server.Tests.Mcp.HttpTransport;

/// <summary>One request as bytes, for what no HTTP client can be made to send.</summary>
internal static class RawExchange
{
    /// <param name="head">Request line and headers; lines end with CR LF by themselves.</param>
    /// <param name="body">Sent after the head; null leaves the connection open without another byte.</param>
    public static async Task<(int Status, string Text)> SendAsync(Uri address, IEnumerable<string> head, string? body = "", int seconds = 15)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Concat(head.Select(line => line + "\r\n")) + "\r\n" + body));
        var text = new StringBuilder();
        var buffer = new byte[8192];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, limit.Token);
            if (read == 0) break;
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        var reply = text.ToString();
        return (reply.Length > 12 ? int.Parse(reply[9..12], System.Globalization.CultureInfo.InvariantCulture) : 0, reply);
    }

    /// <summary>The head of a good POST.</summary>
    public static List<string> Head(HttpServer server, params string[] more) =>
    [
        "POST /mcp HTTP/1.1", $"Host: {server.Address.Authority}", $"Authorization: Bearer {server.Key}", "Content-Type: application/json",
        "Accept: application/json, text/event-stream", .. more,
    ];
}
