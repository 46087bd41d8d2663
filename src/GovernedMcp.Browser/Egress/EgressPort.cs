using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Connections;

namespace GovernedMcp.Browser.Egress;

/// <summary>The one way out of one browser context: a port on this machine that lets nothing through until it is bound to a portal.</summary>
internal sealed class EgressPort : IDisposable
{
    private readonly Socket _listener;
    private readonly EgressAddresses _addresses;
    private readonly EgressCaps _caps;
    private readonly ConcurrentDictionary<ConnectionContext, bool> _open = new();

    public EgressPort(EgressAddresses addresses, EgressOptions options, Func<Socket, ConnectionContext> wrap, Action<ConnectionContext, TunnelEnd> goOn, HttpMessageHandler? answers = null)
    {
        (_addresses, _caps) = (addresses, options.Caps);
        Meter = new EgressMeter(options.Caps);
        Upstream = answers is null ? new Upstream(addresses, options.Roots, HttpSignIn) : new Upstream(answers);
        _listener = options.NewSocket(SocketType.Stream);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(128);
        Server = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";
        _ = AcceptAsync(wrap, goOn);
    }

    /// <summary>As a browser's proxy setting names it.</summary>
    public string Server { get; }

    public EgressJudge Judge { get; } = new();
    public EgressMeter Meter { get; }

    /// <summary>The clock of where one signs in.</summary>
    public PortalClock Clock { get; } = new();
    public EgressTraffic Traffic { get; } = new();
    public TurnedAway TurnedAway { get; } = new();
    public HttpSignIn HttpSignIn { get; } = new();
    public ScriptedBasic ScriptedBasic { get; } = new();
    public ToldRecords Told { get; } = new();
    public Upstream Upstream { get; }

    /// <summary>Told of every request that was not let out.</summary>
    public Action<EgressDenial>? Denied { get; set; }

    public void Bind(Portal portal) => Judge.Bind(portal);

    public void Tell(EgressDenial denial) => Denied?.Invoke(denial);

    /// <summary>Judges a tunnel and tells of a denial.</summary>
    /// <returns>Why not; null when it may be opened.</returns>
    public string? TunnelRefusal(EgressRequest? request)
    {
        if (Judge.JudgeTunnel(request) is not EgressVerdict.Deny deny) return null;
        if (request is not null) Tell(new EgressDenial(request, deny.Why));
        return deny.Why;
    }

    public Task<Socket> DialAsync(EgressRequest request, CancellationToken cancel) => _addresses.DialAsync(request.Host, request.Port, cancel);

    public void Dispose()
    {
        Judge.Close();
        _listener.Dispose();
        foreach (var connection in _open.Keys) connection.Abort();
        Upstream.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, ConnectionContext> wrap, Action<ConnectionContext, TunnelEnd> goOn)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                if (_open.Count >= _caps.Connections)
                {
                    socket.Dispose();
                    continue;
                }

                socket.NoDelay = true;
                var connection = wrap(socket);
                connection.Features.Set(this);
                _open[connection] = true;
                connection.ConnectionClosed.Register(() => _open.TryRemove(connection, out _));
                _ = EnterAsync(connection, goOn);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed: nothing gets out any more.
        }
    }

    private async Task EnterAsync(ConnectionContext connection, Action<ConnectionContext, TunnelEnd> goOn)
    {
        try
        {
            if (await Tunnel.EnterAsync(connection, this) is { } end)
            {
                goOn(connection, end);
                return;
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or ConnectionAbortedException)
        {
            connection.Abort();
        }

        await connection.DisposeAsync();
        _open.TryRemove(connection, out _);
    }
}
