using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace GovernedMcp.Browser.Tests.Fixtures;

/// <summary>A small site on this machine: pages by path, every request counted.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private const string Porch = "/nobody-home";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RequestDelegate> _pages = new(StringComparer.Ordinal);

    private readonly bool _secure;
    private readonly int[] _connections;
    private Portal? _portal;

    private TestSite(WebApplication app, bool secure, int[] connections) => (_app, _secure, _connections) = (app, secure, connections);

    public Uri Address => _secure ? new($"https://localhost:{new Uri(_app.Urls.First()).Port}") : new(_app.Urls.First());

    /// <summary>The versions of HTTP that were spoken.</summary>
    public ConcurrentDictionary<string, bool> Protocols { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Every request as it came: method and target, headers, an empty line, the body byte for character.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections[0]);

    /// <summary>Takes it when its test has done with it; without, it ends.</summary>
    internal Action<TestSite>? GivenBack { get; set; }

    /// <summary>Answers what no page was made for.</summary>
    public RequestDelegate? Otherwise { get; set; }

    public static Task<TestSite> StartAsync(params (string Path, string Html)[] pages) => StartAsync(null, pages);

    /// <summary>The same over https, as <c>localhost</c>, with a certificate that only the tests trust.</summary>
    public static Task<TestSite> StartSecureAsync(params (string Path, string Html)[] pages) => StartAsync(TestAuthority.Certificate("localhost"), pages);

    public static async Task<TestSite> StartAsync(X509Certificate2? certificate, params (string Path, string Html)[] pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var connections = new int[1];
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, door =>
        {
            door.Use(next => connection =>
            {
                Interlocked.Increment(ref connections[0]);
                return next(connection);
            });
            if (certificate is not null) door.UseHttps(certificate);
        }));
        var site = new TestSite(builder.Build(), certificate is not null, connections);
        foreach (var (path, html) in pages) site.Page(path, html);
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    public void Page(string path, string html) => Answer(path, async http =>
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html);
    });

    public void Answer(string path, RequestDelegate answer) => _pages[path] = answer;

    /// <summary>A portal of nothing but an address: everything on it is found.</summary>
    public Portal Portal() => _portal ??= Portal([]);

    public Portal Portal(params string[] alsoReachable) => new()
    {
        Name = "site",
        Title = "Test site",
        BaseUrl = new Uri(Address.AbsoluteUri.TrimEnd('/')),
        Origins = new Origins
        {
            Navigate = FrozenSet.Create(Origins.Of(Address)),
            Login = FrozenSet.Create(Origins.Of(Address)),
            Resource = alsoReachable.Prepend(Origins.Of(Address)).ToFrozenSet(),
        },
        Guidance = new SkillText("", "", FrozenDictionary<string, string>.Empty),
        SkillDigest = new string('0', 64),
        Source = SourceMark.BuiltIn,
    };

    public async ValueTask DisposeAsync()
    {
        if (GivenBack is { } given)
        {
            await Visitors.LeaveAsync(Address, new(Address, Porch));
            (Otherwise, GivenBack) = (null, null);
            foreach (var heard in new[] { Requests, Heard }) heard.Clear();
            _pages.Clear();
            given(this);
            return;
        }

        await Visitors.LeaveAsync(Address);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == Porch)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return;
        }

        Protocols[http.Request.Protocol] = true;
        Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
        await HearAsync(http);
        if (_pages.TryGetValue(http.Request.Path, out var answer)) await answer(http);
        else if (Otherwise is { } otherwise) await otherwise(http);
        else http.Response.StatusCode = 404;
    }

    private async Task HearAsync(HttpContext http)
    {
        if (http.Request.Headers.Upgrade.Count > 0) return;
        http.Request.EnableBuffering();
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        http.Request.Body.Position = 0;
        var headers = http.Request.Headers.Select(header => $"{header.Key}: {header.Value}\n");
        Heard.Enqueue($"{http.Request.Method} {http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}\n{string.Concat(headers)}\n{Encoding.Latin1.GetString(body.ToArray())}");
    }
}
