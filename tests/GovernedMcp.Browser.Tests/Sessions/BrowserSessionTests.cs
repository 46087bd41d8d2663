using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Sessions;

[Collection(BrowserCollection.Name)]
public sealed class BrowserSessionTests(BrowserFixture browser)
{
    [Fact]
    public async Task A_script_runs_in_the_page_with_its_prelude()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title><h1>Hello</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var found = await session.RunAsync("condition", new[] { new { text = "HELLO" } }, CancellationToken.None);
        found.GetProperty("met").GetInt32().ShouldBe(0);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }

    [Fact]
    public async Task A_page_that_loops_is_replaced_and_the_session_goes_on()
    {
        await using var site = await TestSite.StartAsync(("/", "<title>Home</title>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() =>
            session.WithPageAsync(page => page.EvaluateAsync<string>("() => { while (true); }"), TimeSpan.FromSeconds(1), CancellationToken.None));
        fault.Rule.ShouldBe(Rules.Pages.Timeout);
        await session.Page.GotoAsync(site.Address.AbsoluteUri);
        (await session.CurrentPageAsync(CancellationToken.None)).Title.ShouldBe("Home");
    }
}
