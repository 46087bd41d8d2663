using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Connections;

namespace GovernedMcp.Browser.Egress;

/// <summary>The one way out of one browser context: a port on this machine that lets nothing through until it is bound to a portal.</summary>
internal sealed class EgressPort : IDisposable
{
    private readonly TcpListener _listener;
    private readonly EgressAddresses _addresses;
    private readonly ConcurrentDictionary<ConnectionContext, bool> _open = new();

    public EgressPort(EgressAddresses addresses, Action<ConnectionContext> accepted, Func<Socket, ConnectionContext> wrap)
    {
        _addresses = addresses;
        Upstream = new Upstream(addresses);
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start(128);
        Server = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync(accepted, wrap);
    }

    /// <summary>As a browser's proxy setting names it.</summary>
    public string Server { get; }

    public EgressJudge Judge { get; } = new();
    public Upstream Upstream { get; }

    /// <summary>Told of every request that was not let out.</summary>
    public Action<EgressDenial>? Denied { get; set; }

    public void Bind(Portal portal) => Judge.Bind(portal);

    /// <summary>Judges a request and tells of a denial.</summary>
    /// <returns>Why not; null when it may pass.</returns>
    public string? Refusal(EgressRequest? request)
    {
        if (Judge.Judge(request) is not EgressVerdict.Deny deny) return null;
        if (request is not null) Denied?.Invoke(new EgressDenial(request, deny.Why));
        return deny.Why;
    }

    public Task<Socket> DialAsync(EgressRequest request, CancellationToken cancel) => _addresses.DialAsync(request.Host, request.Port, cancel);

    public void Forget(ConnectionContext connection) => _open.TryRemove(connection, out _);

    public void Dispose()
    {
        Judge.Close();
        _listener.Dispose();
        foreach (var connection in _open.Keys) connection.Abort();
        Upstream.Dispose();
    }

    /// <summary>An answer of ours. It has a body: the full browser turns an empty one into an error page of its own.</summary>
    public static byte[] Answer(int status, string why)
    {
        var body = Encoding.UTF8.GetBytes($"<!doctype html><title>{status}</title><p>The governed browser did not let this request out: {WebUtility.HtmlEncode(why)}.</p>");
        var head = $"HTTP/1.1 {status} {(status == 403 ? "Forbidden" : "Bad Gateway")}\r\n{DeniedBy}: governed-mcp\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>The header that marks an answer as ours.</summary>
    public const string DeniedBy = "X-Denied-By";

    private async Task AcceptAsync(Action<ConnectionContext> accepted, Func<Socket, ConnectionContext> wrap)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                var connection = wrap(socket);
                connection.Features.Set(this);
                _open[connection] = true;
                accepted(connection);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed: nothing gets out any more.
        }
    }
}
