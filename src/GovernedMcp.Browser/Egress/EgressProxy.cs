using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// The proxy of this process: many ports, one HTTP server behind them. Every port has its own judge; a request that no judge
/// lets out ends here.
/// </summary>
internal sealed class EgressProxy : IAsyncDisposable
{
    private readonly EgressAddresses _addresses;
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();
    private readonly SocketConnectionContextFactory _sockets = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly KestrelServer _server;

    private EgressProxy(EgressAddresses addresses)
    {
        _addresses = addresses;
        _server = new KestrelServer(Options.Create(ServerOptions()), new Transport(_accepted), NullLoggerFactory.Instance);
    }

    public static async Task<EgressProxy> StartAsync(IReadOnlyList<IPNetwork> privateNetworks)
    {
        var proxy = new EgressProxy(new EgressAddresses(privateNetworks));
        await proxy._server.StartAsync(new Application(), CancellationToken.None);
        return proxy;
    }

    /// <summary>A new port that lets nothing through.</summary>
    public EgressPort Open() => new(_addresses, connection => _accepted.Writer.TryWrite(connection), socket => _sockets.Create(socket));

    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _server.StopAsync(now.Token);
        _server.Dispose();
        _sockets.Dispose();
        await _services.DisposeAsync();
    }

    private KestrelServerOptions ServerOptions()
    {
        var options = new KestrelServerOptions
        {
            ApplicationServices = _services,
            AddServerHeader = false,
            RequestHeaderEncodingSelector = _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = _ => Encoding.Latin1,
        };
        options.Limits.MaxRequestBodySize = Upstream.MostBytes;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestHeaderCount = 200;
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxResponseBufferSize = 1024 * 1024;
        options.Listen(new Door(), door =>
        {
            door.Protocols = HttpProtocols.Http1;
            door.Use(next => connection => Tunnel.RunAsync(connection, next));
        });
        return options;
    }

    /// <summary>Hands the connections of all ports to the one server.</summary>
    private sealed class Transport(Channel<ConnectionContext> accepted) : IConnectionListenerFactory, IConnectionListener
    {
        public EndPoint EndPoint { get; } = new Door();

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                return await accepted.Reader.ReadAsync(cancellationToken);
            }
            catch (Exception error) when (error is ChannelClosedException or OperationCanceledException)
            {
                return null;
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            accepted.Writer.TryComplete();
            return default;
        }

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Door : EndPoint
    {
        public override AddressFamily AddressFamily => AddressFamily.Unspecified;

        public override string ToString() => "egress";
    }

    private sealed class Application : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => Forwarding.RunAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
