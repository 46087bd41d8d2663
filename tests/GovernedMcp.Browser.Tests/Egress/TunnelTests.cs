using System.Collections.Frozen;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>https goes through as a tunnel, by host and port; and which addresses are dialled at all.</summary>
public sealed class TunnelTests : IAsyncLifetime
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private int _connections;

    private int Port => ((IPEndPoint)_server.LocalEndpoint).Port;

    public Task InitializeAsync()
    {
        _server.Start();
        _ = ServeAsync();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _server.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_https_origin_of_the_Skill_is_reached_through_a_tunnel()
    {
        await using var proxy = await EgressProxy.StartAsync([]);
        using var port = proxy.Open();
        port.Bind(await PortalAsync($"https://localhost:{Port}"));
        using var client = await ConnectAsync(port, $"localhost:{Port}");
        (await LineAsync(client.GetStream())).ShouldBe("HTTP/1.1 200 Connection Established");
        await using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown?.Subject == "CN=localhost");
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync("hello"u8.ToArray());
        var answer = new byte[5];
        await tls.ReadExactlyAsync(answer);
        Encoding.ASCII.GetString(answer).ShouldBe("hello");
    }

    [Fact]
    public async Task A_tunnel_that_carries_no_TLS_is_closed_and_told()
    {
        await using var proxy = await EgressProxy.StartAsync([]);
        using var port = proxy.Open();
        var denied = new TaskCompletionSource<EgressDenial>();
        port.Denied = denial => denied.TrySetResult(denial);
        port.Bind(await PortalAsync($"https://localhost:{Port}"));
        using var client = await ConnectAsync(port, $"localhost:{Port}");
        await LineAsync(client.GetStream());
        await client.GetStream().WriteAsync("GET /socket HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"u8.ToArray());
        (await denied.Task.WaitAsync(TimeSpan.FromSeconds(5))).Request.Method.ShouldBe("CONNECT");
        (await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(5))).ShouldBe(0);
    }

    [Theory]
    [InlineData("localhost", 1)]
    [InlineData("evil.test", 0)]
    [InlineData("localhost.evil.test", 0)]
    [InlineData("127.0.0.1", 0)]
    public async Task Another_host_or_port_gets_no_tunnel(string host, int away)
    {
        await using var proxy = await EgressProxy.StartAsync([]);
        using var port = proxy.Open();
        port.Bind(await PortalAsync($"https://localhost:{Port}"));
        using var client = await ConnectAsync(port, $"{host}:{Port + away}");
        (await LineAsync(client.GetStream())).ShouldBe("HTTP/1.1 403 Forbidden");
        _connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.")]
    public async Task The_same_host_written_otherwise_is_the_same_host(string host)
    {
        await using var proxy = await EgressProxy.StartAsync([]);
        using var port = proxy.Open();
        port.Bind(await PortalAsync($"https://localhost:{Port}"));
        using var client = await ConnectAsync(port, $"{host}:{Port}");
        (await LineAsync(client.GetStream())).ShouldBe("HTTP/1.1 200 Connection Established");
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    public async Task Link_local_addresses_are_never_dialled(string host) =>
        await Should.ThrowAsync<EgressUnreachable>(() => new EgressAddresses([IPNetwork.Parse("0.0.0.0/0")]).DialAsync(host, 80, CancellationToken.None));

    [Fact]
    public async Task A_name_that_leads_inside_is_not_dialled_unless_its_network_is_allowed()
    {
        // The own name of a machine leads to an address of its own, which no Skill that says a public name means.
        var name = Dns.GetHostName();
        if (!(await Dns.GetHostAddressesAsync(name)).All(address => IPAddress.IsLoopback(address) || address.ToString().StartsWith("172.", StringComparison.Ordinal) || address.ToString().StartsWith("10.", StringComparison.Ordinal) || address.ToString().StartsWith("192.168.", StringComparison.Ordinal))) return;
        await Should.ThrowAsync<EgressUnreachable>(() => new EgressAddresses([]).DialAsync(name, Port, CancellationToken.None));
    }

    private static async Task<TcpClient> ConnectAsync(EgressPort port, string authority)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(port.Server).Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n"));
        return client;
    }

    private static async Task<string> LineAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one).AsTask().WaitAsync(TimeSpan.FromSeconds(5)) == 1) text.Append((char)one[0]);
        return text.ToString().Split("\r\n")[0];
    }

    private static async Task<Portal> PortalAsync(string origin)
    {
        await using var site = await TestSite.StartAsync();
        return site.Portal() with { Origins = new Origins { Navigate = FrozenSet.Create(origin), Login = FrozenSet<string>.Empty, Resource = FrozenSet<string>.Empty } };
    }

    private async Task ServeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        try
        {
            while (true)
            {
                using var client = await _server.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                try
                {
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(certificate);
                    var buffer = new byte[5];
                    await tls.ReadExactlyAsync(buffer);
                    await tls.WriteAsync(buffer);
                }
                catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // A client that did not mean it.
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }
}
