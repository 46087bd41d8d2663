using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Looks at the first bytes of a connection. A tunnel (https) is judged by host and port and must carry TLS; everything else is
/// plain HTTP and goes on to the server.
/// </summary>
internal static class Tunnel
{
    private const int MostHeadBytes = 16 * 1024;
    private const byte TlsHandshake = 0x16;
    private static readonly byte[] Word = Encoding.ASCII.GetBytes("CONNECT ");
    private static readonly byte[] HeadEnd = Encoding.ASCII.GetBytes("\r\n\r\n");

    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var port = connection.Features.Get<EgressPort>() ?? throw new InvalidOperationException("every connection comes from a port");
        try
        {
            if (await StartsTunnelAsync(connection.Transport.Input, connection.ConnectionClosed)) await OpenAsync(connection, port);
            else await next(connection);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or ConnectionAbortedException)
        {
            connection.Abort();
        }
        finally
        {
            port.Forget(connection);
        }
    }

    private static async Task<bool> StartsTunnelAsync(PipeReader input, CancellationToken closed)
    {
        while (true)
        {
            var read = await input.ReadAsync(closed);
            var start = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Word.Length)).ToArray();
            var whole = start.Length == Word.Length || read.IsCompleted || !Word.AsSpan().StartsWith(start);
            input.AdvanceTo(read.Buffer.Start, whole ? read.Buffer.Start : read.Buffer.End);
            if (whole) return Word.AsSpan().SequenceEqual(start);
        }
    }

    private static async Task OpenAsync(ConnectionContext connection, EgressPort port)
    {
        var output = connection.Transport.Output;
        var request = EgressRequest.OfTunnel(await AuthorityAsync(connection.Transport.Input, connection.ConnectionClosed));
        if (port.Refusal(request) is { } why)
        {
            await output.WriteAsync(EgressPort.Answer(403, why), connection.ConnectionClosed);
            return;
        }

        Socket socket;
        try
        {
            socket = await port.DialAsync(request!, connection.ConnectionClosed);
        }
        catch (EgressUnreachable unreachable)
        {
            await output.WriteAsync(EgressPort.Answer(502, unreachable.Message), connection.ConnectionClosed);
            return;
        }

        await using var upstream = new NetworkStream(socket, ownsSocket: true);
        await output.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), connection.ConnectionClosed);
        if (!await CarriesTlsAsync(connection.Transport.Input, connection.ConnectionClosed))
        {
            port.Denied?.Invoke(new EgressDenial(request!, "a tunnel that carries no TLS, such as a web socket"));
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        var up = connection.Transport.Input.CopyToAsync(upstream, either.Token);
        var down = upstream.CopyToAsync(output, either.Token);
        await Task.WhenAny(up, down);
        either.CancelAfter(TimeSpan.FromSeconds(1));
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<string> AuthorityAsync(PipeReader input, CancellationToken closed)
    {
        while (true)
        {
            var read = await input.ReadAsync(closed);
            var bytes = read.Buffer.ToArray();
            if (bytes.AsSpan().IndexOf(HeadEnd) is >= 0 and var end)
            {
                input.AdvanceTo(read.Buffer.GetPosition(end + HeadEnd.Length));
                return Encoding.Latin1.GetString(bytes, 0, end).Split(' ') is [_, var authority, ..] ? authority : "";
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || bytes.Length > MostHeadBytes) throw new IOException("no proper head");
        }
    }

    private static async Task<bool> CarriesTlsAsync(PipeReader input, CancellationToken closed)
    {
        var read = await input.ReadAsync(closed);
        var tls = read.Buffer.Length > 0 && read.Buffer.FirstSpan[0] == TlsHandshake;
        input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
        return tls;
    }
}
