using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Egress.Wire;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Egress.Wire;

/// <summary>A body that says no length (in chunks, or in frames of HTTP/2) is read whole before a secret is put into it, and sent on with one.</summary>
public sealed class UnmeasuredBodyTests : IAsyncLifetime
{
    private const string Placeholder = "aB3xY7kLm9Qr2TzW5nPc8VdG";
    private TestSite _site = null!;
    private EgressProxy _proxy = null!;
    private EgressPort _port = null!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartSecureAsync(("/in", "well"));
        _proxy = await EgressProxy.StartAsync(new() { Roots = TestAuthority.Roots });
        _port = _proxy.Open();
        _port.Bind(_site.Portal());
        var secrets = new WireSecrets(_site.Portal(), inPage: false);
        secrets.Add("password", Placeholder, "the value & more");
        _port.Judge.Rule = new WireRule.SigningIn(secrets);
    }

    public async Task DisposeAsync()
    {
        _port.Dispose();
        await _proxy.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task The_secret_is_put_in_even_where_pieces_cut_its_placeholder(string version)
    {
        (await SendAsync(version, "u=dana&p=aB3xY7", "kLm9Qr2TzW5nPc8VdG&x=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var heard = _site.Heard.ShouldHaveSingleItem();
        heard.ShouldEndWith("\n\nu=dana&p=the+value+%26+more&x=1");
        heard.ShouldContain("Content-Length: 31");
        heard.ShouldNotContain("Transfer-Encoding");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_placeholder_that_comes_twice_stays_here(string version)
    {
        (await SendAsync(version, $"p={Placeholder}&q=aB3xY7", "kLm9Qr2TzW5nPc8VdG")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _site.Heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task One_that_is_larger_than_may_be_held_stays_here(string version)
    {
        var denied = new TaskCompletionSource<EgressDenial>();
        _port.Denied = denial => denied.TrySetResult(denial);
        var piece = new string('x', 16 * 1024 * 1024);
        await SendAsync(version, $"p={Placeholder}&x=", piece, piece, piece, piece).ContinueWith(_ => { }, TaskScheduler.Default);
        (await denied.Task.WaitAsync(TimeSpan.FromSeconds(30))).Why.ShouldContain("larger than may be sent while signing in");
        _site.Heard.ShouldBeEmpty();
    }

    private async Task<HttpResponseMessage> SendAsync(string version, params string[] pieces)
    {
        using var client = new HttpClient(new SocketsHttpHandler { Proxy = new WebProxy(_port.Server), UseProxy = true, SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "O=governed-mcp" } });
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_site.Address, "/in"))
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Unmeasured(pieces),
        });
    }

    /// <summary>Sent piece by piece, without a length.</summary>
    private sealed class Unmeasured : HttpContent
    {
        private readonly string[] _pieces;

        public Unmeasured(string[] pieces)
        {
            _pieces = pieces;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in _pieces)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(piece));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
