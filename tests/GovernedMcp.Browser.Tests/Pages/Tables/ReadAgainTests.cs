using System.Text.Json.Nodes;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>A table that is read twice in a session, under one address: what was done between decides which page the second reading begins at.</summary>
[Collection(SharedBrowser.Grids)]
public sealed class ReadAgainTests(BrowserFixture browser)
{
    private readonly ExtractBlock _extract = new(browser.Host, browser.Sessions, browser.Shelf);

    /// <summary>Five orders, two to a page, turned by a script that has no way back; a tab shows the even ones, another leaves the list as it is.</summary>
    private const string Orders = """
        <h1>Orders</h1><a href="javascript:only(2)">Even</a> <a href="javascript:last()">Last one</a> <a href="#print">Print view</a>
        <div><table aria-label=Orders><thead><tr><th>No.</th></tr></thead><tbody></tbody></table><button>Next</button></div>
        <script>
          const body = document.querySelector('tbody'), next = document.querySelector('button');
          let all = [1, 2, 3, 4, 5], at = 0;
          const draw = () => { body.innerHTML = all.slice(at, at + 2).map(no => `<tr><td>${no}</td></tr>`).join(''); next.disabled = at + 2 >= all.length; };
          const only = step => { all = all.filter(no => no % step === 0); at = 0; draw(); };
          const last = () => { all = [5]; at = 0; draw(); };
          next.onclick = () => { at += 2; draw(); };
          draw();
        </script>
        """;

    [Fact]
    public async Task With_nothing_done_between_it_is_read_from_its_first_page()
    {
        var session = await OpenAsync();
        Rows(await ReadAsync(session)).ShouldBe(["1", "2", "3", "4", "5"]);
        var again = await ReadAsync(session);
        Rows(again).ShouldBe(["1", "2", "3", "4", "5"]);
        ((bool)again["complete"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_searched_meanwhile_is_what_is_read()
    {
        var session = await OpenAsync();
        await ReadAsync(session);
        await GoAsync(session, "Even");
        var again = await ReadAsync(session);
        Rows(again).ShouldBe(["2", "4"]);
        ((bool)again["complete"]!).ShouldBeTrue();
    }

    /// <summary>It may be the last page of what was read before, or all there is of something else.</summary>
    [Theory]
    [InlineData("Print view")]
    [InlineData("Last one")]
    public async Task A_page_like_the_one_that_was_left_is_not_called_complete(string section)
    {
        var session = await OpenAsync();
        await ReadAsync(session);
        await GoAsync(session, section);
        var again = await ReadAsync(session);
        Rows(again).ShouldBe(["5"]);
        ((bool)again["complete"]!).ShouldBeFalse();
        ((string?)again["why_incomplete"]).ShouldNotBeNull().ShouldContain("not the first");
    }

    [Fact]
    public async Task A_cursor_does_not_go_on_in_what_was_searched_meanwhile()
    {
        var session = await OpenAsync();
        var begun = await ReadAsync(session, ("limit", 2));
        await GoAsync(session, "Even");
        var fault = await Should.ThrowAsync<BlockFault>(() => ReadAsync(session, ("cursor", (string)begun["next_cursor"]!)));
        fault.Rule.ShouldBe(Rules.Cursors.Unknown);
    }

    [Fact]
    public async Task A_cursor_does_not_go_on_where_another_reading_left_the_page()
    {
        var session = await OpenAsync();
        var begun = await ReadAsync(session, ("limit", 2));
        await ReadAsync(session, ("limit", 4));
        var fault = await Should.ThrowAsync<BlockFault>(() => ReadAsync(session, ("cursor", (string)begun["next_cursor"]!)));
        fault.Rule.ShouldBe(Rules.Cursors.Unknown);
    }

    [Fact]
    public async Task A_cursor_goes_on_after_a_look_at_the_page()
    {
        var session = await OpenAsync();
        var begun = await ReadAsync(session, ("limit", 2));
        await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", session.Portal, session.Facts, null, ("what", "text")), Policed.Run(), CancellationToken.None);
        var rest = await ReadAsync(session, ("cursor", (string)begun["next_cursor"]!));
        Rows(rest).ShouldBe(["3", "4", "5"]);
        ((bool)rest["complete"]!).ShouldBeTrue();
    }

    private async Task<BrowserSession> OpenAsync()
    {
        var site = await browser.SiteAsync(("/", Orders));
        return await browser.OpenAsync(site.Portal(), "/");
    }

    private async Task<JsonObject> ReadAsync(BrowserSession session, params (string, object)[] more) =>
        (await _extract.RunAsync(Policed.Permit("portal_extract", session.Portal, session.Facts, null, [("table", "Orders"), ("format", "json"), .. more]), Policed.Run(), CancellationToken.None)).Data;

    private static IEnumerable<string> Rows(JsonObject read) => read["rows"]!.AsArray().Select(row => row![0]!.ToString());

    private Task<BlockResult> GoAsync(BrowserSession session, string section) =>
        new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", session.Portal, session.Facts, null, ("section", section)), Policed.Run(), CancellationToken.None);
}
