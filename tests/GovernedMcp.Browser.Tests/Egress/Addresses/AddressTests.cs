using System.Collections.Frozen;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;
using Microsoft.AspNetCore.Http.Features;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Egress.Addresses;

/// <summary>Addresses that two readers may read in two ways: only what our reading, .NET's and Chromium's agree on goes out.</summary>
[Collection(SharedBrowser.Sessions)]
public sealed partial class AddressTests(BrowserFixture browser, ITestOutputHelper output) : IAsyncLifetime
{
    private TestSite _site = null!;
    private TestSite _forbidden = null!;
    private string? _arrived;

    public async Task InitializeAsync()
    {
        _site = await TestSite.StartAsync(("/start", "<title>start</title>"));
        _site.Otherwise = http =>
        {
            _arrived = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            return Task.CompletedTask;
        };
        _forbidden = await TestSite.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _forbidden.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_to_the_proxy_goes_on_only_in_the_form_in_which_everybody_reads_it()
    {
        var vectors = AddressVector.All(_site, _forbidden);
        vectors.Count.ShouldBeGreaterThanOrEqualTo(200);
        var chromium = await ReadByChromiumAsync(vectors);
        await using var proxy = await EgressProxy.StartAsync(new EgressOptions());
        using var port = proxy.Open();
        port.Bind(Reachable());
        var wrong = new List<string>();
        for (var at = 0; at < vectors.Count; at++)
        {
            var (vector, sent) = (vectors[at], Form(chromium[at]));
            _arrived = null;
            await AskAsync(port, vector.Address);
            if (_arrived is not null != vector.Goes) wrong.Add($"{vector.Id} `{vector.Address}`: {(vector.Goes ? "refused" : $"went as {_arrived}")}");
            if (!vector.Goes) continue;
            var net = Form(new Uri(vector.Address).AbsoluteUri);
            if (sent != net || Form($"{new Uri(vector.Address).GetLeftPart(UriPartial.Authority)}{_arrived}") != net) wrong.Add($"{vector.Id} `{vector.Address}`: Chromium {sent}, .NET {net}, sent {_arrived}");
        }

        wrong.ShouldBeEmpty();
        _forbidden.Connections.ShouldBe(0);
        output.WriteLine($"{vectors.Count} addresses, {vectors.Count(vector => vector.Goes)} go");
    }

    [Fact]
    public async Task What_a_page_asks_for_arrives_only_as_Chromium_reads_it_and_only_where_it_may()
    {
        var vectors = AddressVector.All(_site, _forbidden);
        var chromium = await ReadByChromiumAsync(vectors);
        var session = await browser.OpenAsync(Reachable(), "/start");
        var wrong = new List<string>();
        for (var at = 0; at < vectors.Count; at++)
        {
            _arrived = null;
            await session.Page.EvaluateAsync("async at => { const end = new AbortController(); setTimeout(() => end.abort(), 3000); try { await (await fetch(at, { mode: 'no-cors', signal: end.signal })).text(); } catch { } }", vectors[at].Address);
            if (_arrived is null) continue;
            var read = new Uri(chromium[at]!, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            if (!Reachable().Origins.Reachable(Origins.Of(read)) || read.PathAndQuery.Split('#')[0] != _arrived) wrong.Add($"{vectors[at].Id} `{vectors[at].Address}`: read as {chromium[at]}, arrived as {_arrived}");
        }

        wrong.ShouldBeEmpty();
        _forbidden.Connections.ShouldBe(0);
    }

    // The real one, on a page of the portal; what it cannot read is null.
    private async Task<string?[]> ReadByChromiumAsync(IReadOnlyList<AddressVector> vectors)
    {
        var session = await browser.OpenAsync(Reachable(), "/start");
        var read = await session.Page.EvaluateAsync<string?[]>("all => all.map(one => { try { return new URL(one, location).href; } catch { return null; } })", vectors.Select(vector => vector.Address).ToArray());
        await browser.Sessions.EndAsync(session, "test");
        return read;
    }

    // Queries decide nothing at the proxy, and the two programs write them in different ways.
    private static string? Form(string? address) => address is null ? null : Escape().Replace(address.Split('?')[0], escape => escape.Value.ToUpperInvariant());

    private Portal Reachable()
    {
        var both = FrozenSet.Create($"http://127.0.0.1:{_site.Address.Port}", $"http://localhost:{_site.Address.Port}");
        var portal = _site.Portal();
        return portal with { Origins = portal.Origins with { Navigate = both, Resource = both } };
    }

    private static async Task AskAsync(EgressPort port, string address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(port.Server).Port);
        var host = Uri.TryCreate(address, UriKind.Absolute, out var read) ? read.Authority : "localhost";
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"GET {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await client.GetStream().CopyToAsync(Stream.Null, limit.Token);
    }

    [GeneratedRegex("%[0-9a-fA-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
