using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Blocks.Widgets;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Browser.Tests.Pages.Tables;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>What icons, and hints of keys, are called beside the words that a person reads.</summary>
[Collection(SharedBrowser.Filling)]
public sealed class IconWordTests(BrowserFixture browser)
{
    // Drawn no wider than it is high, as fonts of icons draw the name of a sign.
    private const string Sign = "<style>i { font: 24px 'Some Icons', monospace; letter-spacing: -12px; display: inline-block; width: 24px; overflow: hidden }</style>";

    [Theory]
    [InlineData(Sign + "<a href=/users><i>person</i> Users</a>", "Users")]
    [InlineData(Sign + "<a href=/users><i>person</i></a>", "person")]
    [InlineData("<a href=/users><i style='font-family:Some Icons'>person</i> Users</a>", "person Users")]
    [InlineData("<button aria-expanded=false aria-controls=menu>Accounts</button><div id=menu style='height:0;overflow:hidden'><a href=/users><img alt=Users>&nbsp;Users</a></div>", "Users")]
    [InlineData("<a href=/users accesskey=e title='Edit users [e]'><span style='position:absolute;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden'>Edit users</span><img width=9 height=9></a>", "Edit users")]
    [InlineData("<a href=/users accesskey=w title='Watch [alt-shift-w]'><img width=9 height=9></a>", "Watch")]
    [InlineData("<a href=/users accesskey=w title='Notes [b]'><img width=9 height=9></a>", "Notes [b]")]
    public async Task A_link_goes_by_what_a_person_reads(string html, string name)
    {
        await using var site = await WidgetSite.StartWithAsync(browser, html);
        (await OutlineAsync(site))["links"]!.AsArray().Select(link => (string)link!).ShouldContain(name);
    }

    [Fact]
    public async Task A_cell_tells_its_words_and_the_name_of_a_sign_where_it_holds_no_other()
    {
        await using var site = await TestSite.StartAsync(("/", Sign + "<h2>Orders</h2><table><tr><th>Ready</th><th>State</th></tr><tr><td><i>check</i></td><td><i>check_circle</i> Active</td></tr></table>"));
        (await Extraction.AllAsync(browser, site.Portal(), "Orders")).Lines.ShouldBe(["check|Active"]);
    }

    private async Task<JsonNode> OutlineAsync(WidgetSite site) =>
        (await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal, site.Session.Facts, null), Policed.Run(), CancellationToken.None)).Data["untrusted"]!;
}
