using System.Diagnostics;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>
/// What it costs to look inside and to keep the browser apart: a session with everything on beside a browser with nothing on.
/// Measured when asked to (<c>GOVERNED_MCP_PACE=1</c>): on a busy machine times say little.
/// </summary>
[Collection(Alone.Name)]
public sealed class PaceTests(ITestOutputHelper output)
{
    private const int Parts = 60;
    private const int Rounds = 25;
    private const string Shell = "/usr/lib/chromium/chromium-headless-shell", Full = "/usr/lib/chromium/chromium";

    [Theory]
    [InlineData(Shell, "https", 0, false)]
    [InlineData(Shell, "https", 0, true)]
    [InlineData(Shell, "https", 20, false)]
    [InlineData(Shell, "http", 0, false)]
    [InlineData(Full, "https", 0, false)]
    [InlineData(Full, "https", 0, true)]
    [InlineData(Full, "https", 20, false)]
    [InlineData(Full, "http", 0, false)]
    public async Task A_page_with_everything_on_takes_about_as_long_as_with_nothing_on(string program, string scheme, int delay, bool kept)
    {
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_PACE") != "1") return;
        await using var site = scheme == "https" ? await TestSite.StartSecureAsync() : await TestSite.StartAsync();
        for (var part = 0; part < Parts; part++)
        {
            site.Answer($"/part{part}.js", async http =>
            {
                if (delay > 0) await Task.Delay(delay);
                http.Response.ContentType = "text/javascript";
                http.Response.Headers.CacheControl = kept ? "max-age=3600" : "no-store";
                await http.Response.WriteAsync($"window.part = 1; /*{new string('x', 3_000)}*/");
            });
        }

        site.Page("/", string.Concat(Enumerable.Range(0, Parts).Select(part => $"<script src=/part{part}.js></script>")));
        var data = Directory.CreateTempSubdirectory("governed-mcp-pace-").FullName;
        var rails = new Rails { Browser = new() { Channel = program } };
        await using (var host = new BrowserHost(new() { DataFolder = data, Roots = TestAuthority.Roots }, new PolicySource(Policed.With([], rails)), TimeProvider.System))
        {
            await using var session = await host.OpenAsync(Policed.Facts(site.Portal()), site.Portal(), CancellationToken.None);
            using var playwright = await Playwright.CreateAsync();
            await using var plain = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--ignore-certificate-errors"] });
            var (one, other) = (session.Page, await plain.NewPageAsync());
            await GoAsync(one, site.Address);
            await GoAsync(other, site.Address);
            List<double> with = [], without = [];
            for (var round = 0; round < Rounds; round++)
            {
                with.Add(await GoAsync(one, site.Address));
                without.Add(await GoAsync(other, site.Address));
            }

            var (on, off) = (with.Order().ElementAt(Rounds / 2), without.Order().ElementAt(Rounds / 2));
            output.WriteLine($"{Path.GetFileName(program)}, {scheme}, {delay} ms{(kept ? ", kept" : "")}: {on:F0} ms with everything on, {off:F0} ms with nothing, ratio {on / off:F2}");
            (on / off).ShouldBeLessThan(1.1);
        }

        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData(Shell)]
    [InlineData(Full)]
    public async Task A_start_with_everything_on_takes_about_as_long_as_with_nothing_on(string program)
    {
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_PACE") != "1") return;
        var options = new BrowserHostOptions { DataFolder = Directory.CreateTempSubdirectory("governed-mcp-pace-").FullName };
        using var network = EmptyNetwork.Make();
        var standard = new EgressOptions();
        await using var egress = await EgressProxy.StartAsync(network is null ? standard : standard with { NewSocket = network.NewSocket });
        List<double> with = [], without = [];
        for (var round = 0; round < 11; round++)
        {
            var watch = Stopwatch.StartNew();
            await using (await RunningBrowser.StartAsync(options, new BrowserRails { Channel = program }, Task.FromResult(egress), network)) with.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            using var playwright = await Playwright.CreateAsync();
            await using (await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program })) without.Add(watch.Elapsed.TotalMilliseconds);
        }

        var (on, off) = (with.Order().ElementAt(5), without.Order().ElementAt(5));
        output.WriteLine($"{Path.GetFileName(program)} starts in {on:F0} ms with everything on, {off:F0} ms with nothing, ratio {on / off:F2}");
        (on / off).ShouldBeLessThan(1.5);
        Directory.Delete(options.DataFolder, recursive: true);
    }

    private static async Task<double> GoAsync(IPage page, Uri address)
    {
        var watch = Stopwatch.StartNew();
        await page.GotoAsync(address.AbsoluteUri);
        return watch.Elapsed.TotalMilliseconds;
    }
}
