using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>https ends in the proxy and is looked into, but for what a Skill wants unread; and which addresses are dialled at all.</summary>
public sealed class TunnelTests : IAsyncLifetime
{
    private readonly EgressOptions _options = new() { Roots = TestAuthority.Roots };
    private TestSite _site = null!;
    private EgressProxy _proxy = null!;
    private EgressPort _port = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartSecureAsync(("/ok", "well"));
        _proxy = await EgressProxy.StartAsync(_options);
        _port = _proxy.Open();
        _port.Bind(_site.Portal());
    }

    public async Task DisposeAsync()
    {
        _port.Dispose();
        await _proxy.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("http/1.1")]
    [InlineData("h2")]
    public async Task A_request_in_a_tunnel_is_judged_and_answered(string protocol)
    {
        using var client = Through(_port, shown => SHA256.HashData(shown.GetPublicKey()).Length > 0 && shown.Subject == "O=governed-mcp");
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_site.Address, "/ok"))
        {
            Version = protocol == "h2" ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var answer = await client.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("well");
        _site.Requests.ShouldBe(["GET /ok"]);
    }

    [Fact]
    public async Task The_browser_is_shown_the_one_key_whose_pin_it_was_told()
    {
        byte[]? key = null;
        using var client = Through(_port, shown => (key = ((System.Security.Cryptography.X509Certificates.X509Certificate2)shown).PublicKey.ExportSubjectPublicKeyInfo()) is not null);
        await client.GetAsync(new Uri(_site.Address, "/ok"));
        Convert.ToBase64String(SHA256.HashData(key!)).ShouldBe(_proxy.Pin);
    }

    [Fact]
    public async Task A_request_for_another_host_than_that_of_its_tunnel_is_misdirected()
    {
        using var client = Through(_port, _ => true);
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_site.Address, "/ok")) { Headers = { Host = "evil.test" } };
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        _site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_portal_whose_certificate_nobody_vouches_for_gets_nothing()
    {
        await using var proxy = await EgressProxy.StartAsync(new EgressOptions());
        using var port = proxy.Open();
        port.Bind(_site.Portal());
        using var client = Through(port, _ => true);
        var answer = await client.GetAsync(new Uri(_site.Address, "/ok"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("certificate");
        _site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tunnel_that_carries_no_TLS_is_judged_as_plain_HTTP()
    {
        var denied = new List<EgressDenial>();
        _port.Denied = denied.Add;
        using var client = await ConnectAsync(_site.Address.Authority);
        await LineAsync(client.GetStream());
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /socket HTTP/1.1\r\nHost: {_site.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"));
        (await LineAsync(client.GetStream())).ShouldBe("HTTP/1.1 403 Forbidden");
        denied.ShouldHaveSingleItem().Request.Path.ShouldBe("/socket");
    }

    [Fact]
    public async Task An_origin_that_the_Skill_wants_unread_shows_its_own_certificate()
    {
        var portal = _site.Portal();
        _port.Bind(portal with { Origins = portal.Origins with { Uninspected = portal.Origins.Navigate } });
        using var client = Through(_port, shown => shown.Subject == "CN=localhost");
        (await client.GetStringAsync(new Uri(_site.Address, "/ok"))).ShouldBe("well");
    }

    [Theory]
    [InlineData("localhost", 1)]
    [InlineData("evil.test", 0)]
    [InlineData("localhost.evil.test", 0)]
    [InlineData("localhost.", 0)]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.1", 0)]
    [InlineData("2130706433", 0)]
    [InlineData("0x7f000001", 0)]
    [InlineData("[::ffff:127.0.0.1]", 0)]
    [InlineData("user@localhost", 0)]
    [InlineData("l%6fcalhost", 0)]
    [InlineData("ｌocalhost", 0)]
    [InlineData("xn--ocalhost-nwf", 0)]
    public async Task Another_host_or_port_gets_no_tunnel(string host, int away)
    {
        using var client = await ConnectAsync($"{host}:{_site.Address.Port + away}");
        (await LineAsync(client.GetStream())).ShouldBe("HTTP/1.1 403 Forbidden");
        _site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_case_of_a_host_does_not_matter()
    {
        using var client = await ConnectAsync($"LOCALHOST:{_site.Address.Port}");
        (await LineAsync(client.GetStream())).ShouldBe("HTTP/1.1 200 Connection Established");
    }

    [Theory]
    [InlineData("/a/%2e%2e/b")]
    [InlineData("/a/%2E%2E/b")]
    [InlineData("/a%2f..%2fb")]
    [InlineData("/a%2F.%2Fb")]
    [InlineData("/a%2f..;x/b")]
    [InlineData("/..%2fb")]
    [InlineData("/a%5cb")]
    [InlineData("/a\\b")]
    [InlineData("/a/../b")]
    [InlineData("/a/./b")]
    [InlineData("/a%252e")]
    [InlineData("/a%00")]
    [InlineData("/a%0d%0a")]
    [InlineData("/a\tb")]
    [InlineData("/a%zz")]
    [InlineData("/a#b")]
    public async Task An_odd_path_is_refused_and_not_repaired(string path)
    {
        using var client = await ConnectAsync(_site.Address.Authority);
        await LineAsync(client.GetStream());
        await using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => shown?.Subject == "O=governed-mcp");
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync(Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: {_site.Address.Authority}\r\nConnection: close\r\n\r\n"));
        (await LineAsync(tls)).ShouldMatch("HTTP/1.1 40[03] ");
        _site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_never_ends_asking_is_cut_off()
    {
        await using var proxy = await EgressProxy.StartAsync(_options with { Caps = new EgressCaps { Requests = 3 } });
        using var port = proxy.Open();
        port.Bind(_site.Portal());
        using var client = Through(port, _ => true);
        for (var time = 0; time < 3; time++) (await client.GetAsync(new Uri(_site.Address, "/ok"))).IsSuccessStatusCode.ShouldBeTrue();
        (await client.GetAsync(new Uri(_site.Address, "/ok"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _site.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_portal_cannot_pass_for_the_proxy()
    {
        _site.Answer("/mock", http =>
        {
            http.Response.Headers[Denial.Header] = "governed-mcp";
            return Task.CompletedTask;
        });
        using var client = Through(_port, _ => true);
        (await client.GetAsync(new Uri(_site.Address, "/mock"))).Headers.Contains(Denial.Header).ShouldBeFalse();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("100.100.100.200")]
    public async Task Addresses_where_clouds_keep_secrets_are_never_dialled(string host) =>
        await Should.ThrowAsync<EgressUnreachable>(() => new EgressAddresses(() => [IPNetwork.Parse("0.0.0.0/0")]).DialAsync(host, 80, CancellationToken.None));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("127.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("fd12::1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("203.0.113.7, 10.1.2.3")]
    public async Task A_name_that_leads_inside_is_not_dialled(string addresses) =>
        (await Should.ThrowAsync<EgressUnreachable>(() => Resolving(addresses).DialAsync("portal.example", 9, CancellationToken.None))).Message.ShouldContain("not public");

    [Fact]
    public async Task It_is_when_its_network_is_allowed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var socket = await Resolving("127.0.0.1", "127.0.0.0/8").DialAsync("portal.example", ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);
        socket.Connected.ShouldBeTrue();
    }

    private static EgressAddresses Resolving(string addresses, params string[] allowed) =>
        new(() => [.. allowed.Select(IPNetwork.Parse)], (_, _) => Task.FromResult(addresses.Split(", ").Select(IPAddress.Parse).ToArray()));

    private static HttpClient Through(EgressPort port, Func<System.Security.Cryptography.X509Certificates.X509Certificate, bool> trusted) => new(new SocketsHttpHandler
    {
        Proxy = new WebProxy(port.Server),
        UseProxy = true,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && trusted(shown) },
    });

    private async Task<TcpClient> ConnectAsync(string authority)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(_port.Server).Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n"));
        return client;
    }

    private static async Task<string> LineAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one).AsTask().WaitAsync(TimeSpan.FromSeconds(30)) == 1) text.Append((char)one[0]);
        return text.ToString().Split("\r\n")[0];
    }
}
