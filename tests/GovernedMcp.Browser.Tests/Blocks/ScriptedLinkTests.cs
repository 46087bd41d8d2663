using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Links that have no address: a script does what they are pressed for.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class ScriptedLinkTests(BrowserFixture browser)
{
    [Fact]
    public async Task What_is_a_link_to_the_eye_alone_is_followed_too()
    {
        await using var site = await browser.SiteAsync(("/", """
            <style>a { cursor: pointer } @media (max-width: 1300px) { section { display: none } }</style>
            <section><ul><li><a onclick="this.insertAdjacentHTML('afterend', '<ul><li><a href=/orders>Orders</a></ul>')">Purchasing</a></ul></section>
            <a onclick="document.body.insertAdjacentHTML('beforeend', '<form aria-label=Filters><label>State <input></label><button>Apply</button></form>')">Filter</a> <a style="cursor: auto">Imprint</a>
            """), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Filter");
        (await session.Page.Locator("form").IsVisibleAsync()).ShouldBeTrue();
        await GoAsync(session, "Purchasing");
        await GoAsync(session, "Orders");
        (await session.Page.Locator("h1").InnerTextAsync()).ShouldBe("Orders");
        await session.Page.GoBackAsync();
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Imprint"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
    }

    private static Task GoAsync(BrowserSession session, string name) =>
        SectionRoad.GoAsync(session, name, Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
}
