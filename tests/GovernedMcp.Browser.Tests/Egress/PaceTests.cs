using System.Diagnostics;
using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace GovernedMcp.Browser.Tests.Egress;

/// <summary>What looking inside costs. Measured when asked to (<c>GOVERNED_MCP_PACE=1</c>): on a busy machine times say little.</summary>
public sealed class PaceTests(ITestOutputHelper output)
{
    private const int Parts = 60;
    private const int Rounds = 25;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 20)]
    [InlineData(false, 0)]
    public async Task A_page_through_the_proxy_takes_about_as_long_as_without(bool secure, int delay)
    {
        if (Environment.GetEnvironmentVariable("GOVERNED_MCP_PACE") != "1") return;
        await using var site = secure ? await TestSite.StartSecureAsync() : await TestSite.StartAsync();
        for (var part = 0; part < Parts; part++)
        {
            site.Answer($"/part{part}.js", async http =>
            {
                if (delay > 0) await Task.Delay(delay);
                http.Response.ContentType = "text/javascript";
                http.Response.Headers.CacheControl = "no-store";
                await http.Response.WriteAsync($"window.part = 1; /*{new string('x', 3_000)}*/");
            });
        }

        site.Page("/", string.Concat(Enumerable.Range(0, Parts).Select(part => $"<script src=/part{part}.js></script>")));
        await using var egress = await EgressProxy.StartAsync(new EgressOptions { Roots = TestAuthority.Roots });
        using var port = egress.Open();
        port.Bind(site.Portal());
        using var playwright = await Playwright.CreateAsync();
        var flags = LaunchFlags.For(512, egress.Pin);
        await using var through = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFinder.Find(), Args = flags, Proxy = new() { Server = port.Server } });
        await using var direct = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFinder.Find(), Args = flags.Where(flag => !flag.StartsWith("--host-resolver", StringComparison.Ordinal)).Append("--ignore-certificate-errors") });
        var (one, other) = (await through.NewPageAsync(), await direct.NewPageAsync());
        List<double> with = [], without = [];
        for (var round = 0; round < Rounds; round++)
        {
            with.Add(await GoAsync(one, site.Address));
            without.Add(await GoAsync(other, site.Address));
        }

        var (slower, plain) = (with.Order().ElementAt(Rounds / 2), without.Order().ElementAt(Rounds / 2));
        output.WriteLine($"https {secure}, {delay} ms: {slower:F0} ms through the proxy, {plain:F0} ms without, ratio {slower / plain:F2}");
        (slower / plain).ShouldBeLessThan(1.3);
    }

    private static async Task<double> GoAsync(IPage page, Uri address)
    {
        var watch = Stopwatch.StartNew();
        await page.GotoAsync(address.AbsoluteUri);
        return watch.Elapsed.TotalMilliseconds;
    }
}
