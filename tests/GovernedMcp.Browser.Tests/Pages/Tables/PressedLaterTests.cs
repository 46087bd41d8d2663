using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Pages.Tables;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance.Portals;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>A document that goes may take with it what it was about to answer: what turns a page is pressed when its rows are safe.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class PressedLaterTests(BrowserFixture browser)
{
    [Theory]
    [InlineData("<button onclick='pressed++'>Next</button>", "false")]
    [InlineData("<a href='/next' onclick='pressed++'>Next</a>", "true")]
    public async Task What_turns_the_page_is_pressed_after_the_answer_and_once(string control, string leaves)
    {
        await using var site = await browser.SiteAsync(("/", $"<script>var pressed = 0;</script><table aria-label=Orders><tr><th>No.</th></tr><tr><td>1</td></tr></table>{control}"), ("/next", "<script>var pressed = 'gone';</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var ask = new TableAsk { Root = Vendor.By(LocatorBy.Role, "Orders", "table"), Turn = new AskedTurn(PagingKind.Next, null, false), TurnBelow = 10, Later = true, Wait = 2_000 };
        var page = TablePage.Of(await session.RunAsync("table", ask, CancellationToken.None))!;
        (page.Rows.Count, page.Turned, page.Pending, page.Leaving).ShouldBe((1, "clicked", true, false));
        (await session.Line.EvaluateAsync("String(pressed)")).ShouldBe("0");
        (await session.Line.EvaluateAsync("String(Object.getOwnPropertyNames(window).includes('press'))")).ShouldBe("false");

        // Some tell in the address what is shown: that is the same document still.
        await session.Line.EvaluateAsync("history.pushState(null, '', '/shown')");
        await session.Page.WaitForURLAsync("**/shown");
        using var next = new NextDocument(session.Page);
        (await session.Line.PressAsync()).ShouldBe(leaves);
        if (leaves == "true") await next.WaitAsync(CancellationToken.None);
        await session.Line.EvaluateAsync(PageScripts.Arrived);
        (await session.Line.EvaluateAsync("String(pressed)")).ShouldBe(leaves == "true" ? "gone" : "1");
    }
}
