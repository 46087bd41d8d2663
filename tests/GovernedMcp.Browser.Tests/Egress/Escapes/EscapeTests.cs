using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Egress.Escapes;

/// <summary>
/// Pages of an allowed origin that try everything to reach a forbidden server, which counts requests, connections and datagrams.
/// </summary>
public sealed class EscapeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Abreast = 4;
    private const int PagesOfASession = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Browsers = ["/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium"];
    private readonly string _data = Directory.CreateTempSubdirectory("governed-mcp-escapes-").FullName;
    private readonly ConcurrentBag<EgressDenial> _denials = [];
    private TestSite _home = null!;
    private TestSite _forbidden = null!;
    private UdpClient _datagrams = null!;

    public static TheoryData<string> Programs => new(Browsers);

    /// <summary>Each with nothing but its switches between it and this machine's network, and with the kernel beside them.</summary>
    public static TheoryData<string, bool> ProgramsAndNetworks => new() { { Browsers[0], true }, { Browsers[0], false }, { Browsers[1], true }, { Browsers[1], false } };

    public async Task InitializeAsync()
    {
        _home = await TestSite.StartAsync(("/blank", "<title>blank</title>"));
        _forbidden = await TestSite.StartAsync();
        _forbidden.Otherwise = http => http.Response.WriteAsync("");
        _datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, _forbidden.Address.Port));
        _home.Otherwise = AnswerAsync;
    }

    public async Task DisposeAsync()
    {
        _datagrams.Dispose();
        await _home.DisposeAsync();
        await _forbidden.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [MemberData(nameof(ProgramsAndNetworks))]
    public async Task Nothing_gets_out_and_every_try_is_on_record(string program, bool sharesNetwork)
    {
        if (IsMissing(program)) return;
        await using var host = Host(program, sharesNetwork);
        await TryAllAsync(host, Writable(_home.Portal()), escape => escape.Told == Told.ByPath);

        _forbidden.Requests.ShouldBeEmpty();
        _forbidden.Connections.ShouldBe(0);
        _datagrams.Available.ShouldBe(0);
        var paths = _denials.Select(denial => denial.Request.Path).ToHashSet();
        var all = Everything();
        all.Where(escape => escape.Told == Told.ByPath && !paths.Contains($"/e/{escape.Name}")).Select(escape => escape.Name).ShouldBeEmpty("every try is told");
        _denials.ShouldContain(denial => IsTunnel(denial), "tunnels are told");
        output.WriteLine($"{all.Count} escapes, {_denials.Count} denials");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_same_tries_get_there_when_the_Skill_lists_the_server(string program)
    {
        if (IsMissing(program)) return;
        await using var host = Host(program, sharesNetwork: false);
        var portal = Writable(_home.Portal(Origins.Of(_forbidden.Address)));
        await TryAllAsync(host, portal with { Origins = portal.Origins with { Socket = FrozenSet.Create(Origins.Of(_forbidden.Address).Replace("http", "ws", StringComparison.Ordinal)) } }, escape => escape.Real);
        var seen = _forbidden.Requests.Select(request => request.Split('/')[^1]).ToHashSet();
        Everything().Where(escape => escape.Real && !seen.Contains(escape.Name)).Select(escape => escape.Name).ShouldBeEmpty("an escape that never gets anywhere proves nothing");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task What_is_told_to_the_browser_itself_gets_no_further(string program)
    {
        if (IsMissing(program)) return;
        await using var host = Host(program, sharesNetwork: true);
        var portal = _home.Portal();
        await using var session = await host.OpenAsync(Policed.Facts(portal), portal, CancellationToken.None);
        await session.Page.GotoAsync(new Uri(_home.Address, "/blank").AbsoluteUri);
        foreach (var address in new[] { $"{_forbidden.Address}e/goto", $"http://{_home.Address.Authority}@{_forbidden.Address.Authority}/e/userinfo", $"view-source:{_forbidden.Address}e/source", $"https://{_forbidden.Address.Authority}/e/tls" })
            (await StatusAsync(session.Page, address)).ShouldBeOneOf([null, 403], address);

        // Sent by the driver and not by the browser, always through a tunnel. The browser may try its own ones again meanwhile.
        var tunnels = _denials.Count(IsTunnel);
        (await session.Page.Context.APIRequest.GetAsync($"{_forbidden.Address}e/api")).Status.ShouldBe(403);
        _forbidden.Requests.ShouldBeEmpty();
        _forbidden.Connections.ShouldBe(0);
        _denials.Count(IsTunnel).ShouldBeGreaterThan(tunnels);
    }

    // What is tried here is where one gets to, not what one may change.
    private static Portal Writable(Portal portal) => portal with { Writes = [new("POST", "/e/*"), new("PUT", "/e/*"), new("POST", "/to/*/*")] };

    private static List<Escape> Everything() => [.. Loads.All, .. Names.All, .. Departing.All];

    /// <returns>Null where the browser made an error of it.</returns>
    private static async Task<int?> StatusAsync(IPage page, string address)
    {
        try
        {
            return (await page.GotoAsync(address))?.Status;
        }
        catch (PlaywrightException)
        {
            return null;
        }
    }

    private bool IsTunnel(EgressDenial denial) => denial.Request.Method == "CONNECT" && denial.Request.Port == _forbidden.Address.Port;

    private bool IsMissing(string program)
    {
        if (!File.Exists(program)) output.WriteLine($"NOT TRIED: {program} is not installed here; the escapes were not tried in it");
        return !File.Exists(program);
    }

    private BrowserHost Host(string program, bool sharesNetwork)
    {
        var rails = new Rails { Browser = new() { Channel = program } };
        var host = new BrowserHost(new() { DataFolder = _data, SharesNetwork = sharesNetwork, Roots = TestAuthority.Roots, Prepared = 2 }, new PolicySource(Policed.With([], rails)), TimeProvider.System);
        host.EgressDenied += (_, denial) => _denials.Add(denial);
        return host;
    }

    /// <param name="shows">Whether an escape's try shows by itself, allowed or not, so that it can be waited for.</param>
    private async Task TryAllAsync(BrowserHost host, Portal portal, Func<Escape, bool> shows)
    {
        var target = new TestTarget(_home.Address, _forbidden.Address);
        var all = Everything();
        var together = all.Where(escape => !escape.Alone).Chunk(25).Select(page => new[] { page });
        var alone = all.Where(escape => escape.Alone).Chunk(1).Chunk(PagesOfASession);
        await Parallel.ForEachAsync(together.Concat(alone), new ParallelOptions { MaxDegreeOfParallelism = Abreast }, async (pages, _) =>
        {
            await using var session = await host.OpenAsync(Policed.Facts(portal), portal, CancellationToken.None);
            foreach (var page in pages) await TryAsync(session, page, target, shows);
        });
    }

    private async Task TryAsync(BrowserSession session, Escape[] page, TestTarget target, Func<Escape, bool> shows)
    {
        var path = $"/try/{page[0].Name}";
        _home.Page(path, "<!doctype html><title>try</title>" + string.Join("\n", page.Select(escape => escape.Page(target))));
        try
        {
            await Visits.GoAsync(session, new Uri(_home.Address, path), CancellationToken.None);
        }
        catch (BlockFault fault)
        {
            fault.Rule.ShouldBeOneOf(Rules.Pages.NotAllowed, Rules.Pages.Unreachable, Rules.Pages.Changed);
        }

        await HappenAsync([.. page.Where(shows)]);
    }

    // Until each of those that show has been tried, however busy the machine is; and a little longer for what should not show.
    private async Task HappenAsync(Escape[] shown)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !shown.All(Happened)) await Task.Delay(50);
        await Task.Delay(500);
    }

    private bool Happened(Escape escape) =>
        _denials.Any(denial => denial.Request.Path.EndsWith($"/{escape.Name}", StringComparison.Ordinal)) || _forbidden.Requests.Any(request => request.EndsWith($"/{escape.Name}", StringComparison.Ordinal));

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is not [var what, .., var name]) return;
        var there = $"{_forbidden.Address}e/{name}";
        switch (what)
        {
            case "to":
                http.Response.StatusCode = int.Parse(http.Request.Path.Value.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);
                http.Response.Headers.Location = there;
                break;
            case "hop":
                http.Response.StatusCode = 307;
                http.Response.Headers.Location = $"/to/307/{name}";
                break;
            case "refresh":
                http.Response.Headers.Append("Refresh", $"0;url={there}");
                await http.Response.WriteAsync("<title>x</title>");
                break;
            case "link":
                http.Response.Headers.Append("Link", $"<{there}>; rel=preload; as=image");
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<title>x</title>");
                break;
            case "csp":
                http.Response.Headers.ContentSecurityPolicy = $"img-src 'none'; report-uri {there}";
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<img src=/nothing>");
                break;
            case "worker" or "sw-import" or "sw-respond" or "sw-socket":
                http.Response.ContentType = "text/javascript";
                await http.Response.WriteAsync(what switch
                {
                    "sw-import" => $"importScripts('{there}')",
                    "sw-respond" => $"addEventListener('fetch', event => event.respondWith(fetch('{there}', {{ mode: 'no-cors' }})))",
                    "sw-socket" => $"new WebSocket('{there.Replace("http", "ws", StringComparison.Ordinal)}')",
                    _ => $"fetch('{there}', {{ mode: 'no-cors' }})",
                });
                break;
        }
    }
}
