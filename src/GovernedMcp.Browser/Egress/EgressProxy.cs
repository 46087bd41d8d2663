using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovernedMcp.Browser.Egress;

/// <summary>
/// The proxy of this process: many ports, one HTTP server behind them with a door for plain connections and one for TLS. Every
/// port has its own judge; a request that no judge lets out ends here.
/// </summary>
internal sealed class EgressProxy : IAsyncDisposable
{
    private readonly EgressOptions _options;
    private readonly EgressAddresses _addresses;
    private readonly Door _plain = new("egress");
    private readonly Door _tls = new("egress, tls");
    private readonly SocketConnectionContextFactory _sockets = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly EgressKey _key = new();
    private readonly WebApplication _app;
    private readonly IServer _server;

    private EgressProxy(EgressOptions options)
    {
        (_options, _addresses) = (options, new EgressAddresses(options.PrivateNetworks));

        // Only its server is started: the process has a life of its own already.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddSingleton<IConnectionListenerFactory>(new Transport());
        _app = builder.Build();
        _server = _app.Services.GetRequiredService<IServer>();
    }

    /// <summary>What a browser must be told to trust: SHA-256 of the public key of this process.</summary>
    public string Pin => _key.Pin;

    public static async Task<EgressProxy> StartAsync(EgressOptions options)
    {
        var proxy = new EgressProxy(options);
        await proxy._server.StartAsync(new Application(), CancellationToken.None);
        return proxy;
    }

    /// <summary>A new port that lets nothing through.</summary>
    /// <param name="answers">Answers what a judge lets out, in place of the network.</param>
    public EgressPort Open(HttpMessageHandler? answers = null) => new(_addresses, _options, socket => _sockets.Create(socket), (connection, end) => (end == TunnelEnd.Tls ? _tls : _plain).Take(connection), answers);

    /// <summary>A socket where the ports are: whoever reaches these may reach it.</summary>
    public Socket NewSocket(SocketType type) => _options.NewSocket(type);

    public async ValueTask DisposeAsync()
    {
        _plain.Close();
        _tls.Close();
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _server.StopAsync(now.Token);
        await _app.DisposeAsync();
        _sockets.Dispose();
        _key.Dispose();
    }

    private void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        options.Limits.MaxRequestBodySize = Upstream.MostBytes;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestHeaderCount = 200;
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxResponseBufferSize = 1024 * 1024;
        options.Limits.Http2.MaxStreamsPerConnection = 256;
        options.Limits.Http2.HeaderTableSize = 4096;
        options.Limits.Http2.MaxRequestHeaderFieldSize = 64 * 1024;
        options.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
        options.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
        options.Listen(_plain, door => door.Protocols = HttpProtocols.Http1);
        options.Listen(_tls, door =>
        {
            door.Protocols = HttpProtocols.Http1AndHttp2;
            door.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = Certified });
        });
    }

    private ValueTask<SslServerAuthenticationOptions> Certified(TlsHandshakeCallbackContext handshake)
    {
        var target = handshake.Connection.Features.Get<WireAddress>() ?? throw new InvalidOperationException("what comes through this door came through a tunnel");
        return new(new SslServerAuthenticationOptions { ServerCertificateContext = _key.LeafOf(target.Host) });
    }

    private sealed class Transport : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new((Door)endpoint);
    }

    /// <summary>Hands the connections of all ports to the one server.</summary>
    private sealed class Door(string name) : EndPoint, IConnectionListener
    {
        private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();

        public override AddressFamily AddressFamily => AddressFamily.Unspecified;
        public EndPoint EndPoint => this;

        public override string ToString() => name;

        public void Take(ConnectionContext connection)
        {
            if (!_accepted.Writer.TryWrite(connection)) connection.Abort();
        }

        public void Close() => _accepted.Writer.TryComplete();

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                return await _accepted.Reader.ReadAsync(cancellationToken);
            }
            catch (Exception error) when (error is ChannelClosedException or OperationCanceledException)
            {
                return null;
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            Close();
            return default;
        }

        public ValueTask DisposeAsync() => default;
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
