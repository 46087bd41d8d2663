using GovernedMcp.Browser.Egress;
using GovernedMcp.Browser.Launch;
using GovernedMcp.Browser.Tests.Fixtures;
using Microsoft.Playwright;

namespace GovernedMcp.Browser.Tests.Launch;

/// <summary>A browser is only used when its ways out are closed.</summary>
[Collection(Alone.Name)]
public sealed class SelfTestTests
{
    [Fact]
    public async Task A_browser_with_our_switches_passes()
    {
        await using var egress = await EgressProxy.StartAsync(new EgressOptions());
        await using var browser = await LaunchAsync(egress, [.. LaunchFlags.For(512, egress.Pin)]);
        (await SelfTest.RunAsync(browser, egress, Isolation.Offered(null, [], headless: true))).ShouldBe(1, "a page takes one process");
    }

    [Fact]
    public async Task A_browser_that_sends_datagrams_past_the_proxy_is_not_used()
    {
        await using var egress = await EgressProxy.StartAsync(new EgressOptions());
        await using var browser = await LaunchAsync(egress, [.. LaunchFlags.For(512, egress.Pin).Where(flag => !flag.Contains("webrtc", StringComparison.Ordinal))]);
        (await Should.ThrowAsync<SelfTestFailed>(() => SelfTest.RunAsync(browser, egress, Isolation.Offered(null, [], headless: true)))).Message.ShouldContain("datagram");
    }

    private static async Task<IBrowser> LaunchAsync(EgressProxy egress, IReadOnlyList<string> flags)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFinder.Find(), ChromiumSandbox = !Kernel.IsRoot, Args = flags, Proxy = new() { Server = egress.Open().Server } });
        browser.Disconnected += (_, _) => playwright.Dispose();
        return browser;
    }
}
