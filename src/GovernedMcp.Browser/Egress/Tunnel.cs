using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// Looks at the first bytes of a connection and tells where it goes on: plain HTTP, or a tunnel that is judged by host and port
/// and whose TLS ends here, so that every request in it is judged too. Only what a Skill wants unread passes through.
/// </summary>
internal static class Tunnel
{
    private const int MostHeadBytes = 16 * 1024;
    private const byte TlsHandshake = 0x16;
    private static readonly byte[] Word = Encoding.ASCII.GetBytes("CONNECT ");
    private static readonly byte[] HeadEnd = Encoding.ASCII.GetBytes("\r\n\r\n");

    /// <returns>Where the connection goes on; null when nothing is left of it.</returns>
    public static async Task<TunnelEnd?> EnterAsync(ConnectionContext connection, EgressPort port)
    {
        var (input, output, closed) = (connection.Transport.Input, connection.Transport.Output, connection.ConnectionClosed);
        if (!await StartsTunnelAsync(input, closed)) return TunnelEnd.Plain;

        // 1. Is the host one of the Skill's?
        var target = WireAddress.OfTunnel(await AuthorityAsync(input, closed));
        var request = target is null ? null : EgressRequest.Of("CONNECT", target);
        if (port.TunnelRefusal(request) is { } why)
        {
            await output.WriteAsync(Denial.Raw(403, why), closed);
            return null;
        }

        // 2. What nobody may read here only goes to its host.
        if (port.Judge.PassesUnread(request!))
        {
            await PassAsync(connection, port, request!);
            return null;
        }

        // 3. Its TLS ends here; what carries none is a web socket in clear text, or nothing we know.
        await output.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), closed);
        var tls = await CarriesTlsAsync(input, closed);
        connection.Features.Set(tls ? target : target! with { Scheme = "http" });
        return tls ? TunnelEnd.Tls : TunnelEnd.Plain;
    }

    private static async Task PassAsync(ConnectionContext connection, EgressPort port, EgressRequest request)
    {
        var (output, closed) = (connection.Transport.Output, connection.ConnectionClosed);
        Socket socket;
        try
        {
            socket = await port.DialAsync(request, closed);
        }
        catch (EgressUnreachable unreachable)
        {
            await output.WriteAsync(Denial.Raw(502, unreachable.Message), closed);
            return;
        }

        await using var upstream = new NetworkStream(socket, ownsSocket: true);
        await output.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), closed);
        if (!await CarriesTlsAsync(connection.Transport.Input, closed))
        {
            port.Tell(new EgressDenial(request, "a tunnel that carries no TLS, such as a web socket"));
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(closed);
        var up = connection.Transport.Input.CopyToAsync(upstream, either.Token);
        var down = upstream.CopyToAsync(output, either.Token);
        await Task.WhenAny(up, down);
        either.CancelAfter(TimeSpan.FromSeconds(1));
        await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        if (read.IsCompleted && read.Buffer.IsEmpty) throw new IOException("nothing came through the tunnel");
        var tls = read.Buffer.FirstSpan[0] == TlsHandshake;
        input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
        return tls;
    }
}

/// <summary>How a connection goes on after its first bytes.</summary>
internal enum TunnelEnd
{
    Plain,
    Tls,
}
