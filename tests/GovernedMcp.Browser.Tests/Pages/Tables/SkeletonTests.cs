using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Tests.Fixtures;

namespace GovernedMcp.Browser.Tests.Pages.Tables;

/// <summary>Rows that only keep the place of rows on their way: they are waited for, and no rows themselves.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class SkeletonTests(BrowserFixture browser)
{
    private const string Style = """
        <style>
          @keyframes pulse { from { opacity: 1 } to { opacity: .4 } } @keyframes sweep { from { left: -100% } to { left: 100% } }
          .css-1x9 { display: block; width: 90px; height: 1em; background: #ddd; animation: pulse 1s infinite }
          .p-skeleton, .placeholder { display: inline-block; width: 90px; height: 1em; background: #ddd }
          .skeleton { position: relative; overflow: hidden } .skeleton::before { content: ''; position: absolute; inset: 0; background: #ddd } .skeleton::after { content: ''; position: absolute; inset: 0; animation: sweep 2s infinite }
          .ui-skeleton { background: #ddd; width: 90px; height: 1em } .ui-skeleton * { visibility: hidden }
          .dot { display: inline-block; width: 8px; height: 8px; background: green; animation: pulse 1s infinite }
          .live::before { content: ''; display: inline-block; width: 8px; height: 8px; background: green; animation: pulse 1s infinite }
        </style>
        """;

    [Theory]
    [InlineData("<tr><td><span class=css-1x9></span><td><span class=css-1x9></span>")]
    [InlineData("<tr><td><input type=checkbox><td><span class=css-1x9></span>")]
    [InlineData("<tr><td><div class=p-skeleton aria-hidden=true></div><td><div class=p-skeleton aria-hidden=true></div>")]
    [InlineData("<tr><td><p class=placeholder-glow><span class=placeholder></span></p><td>")]
    [InlineData("<tr><td><p class=skeleton>Name of a kind</p><td><span class=skeleton>Words about it</span>")]
    [InlineData("<tr><td><div class=ui-skeleton><b>Name</b></div><td><div class=ui-skeleton><button>Edit</button></div>")]
    [InlineData("<tr><td><div class=bone aria-busy=true style='width: 90px; height: 1em'></div><td>")]
    [InlineData("<tr class=skeleton-row style='height: 30px'><td>&nbsp;<td>")]
    public async Task Rows_that_keep_the_place_of_others_are_waited_for_and_are_none(string bars)
    {
        await using var site = await SiteAsync(string.Concat(Enumerable.Repeat(bars, 5)), "<tr><td>simple<td>The usual kind");
        var session = await browser.OpenAsync(site.Portal(), "/");
        var read = await new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", site.Portal(), session.Facts, null, ("what", "outline")), Policed.Run(), CancellationToken.None);
        ((int)read.Data["untrusted"]!["tables"]![0]!["rows"]!).ShouldBe(1);
        var all = await Extraction.AllAsync(browser, site.Portal(), "Tag types");
        (string.Join(", ", all.Lines), all.Complete, all.Why).ShouldBe(("simple|The usual kind", true, null));
    }

    [Theory]
    [InlineData("fetch('/rows', { method: 'POST', body: 'start=0' })", false)]
    [InlineData("fetch('/rows', { method: 'POST', body: 'start=0' }); document.body.insertAdjacentHTML('beforeend', '<p>Show <select><option>10</select> entries</p>')", false)]
    [InlineData("fetch('/rows?start=0')", true)]
    public async Task A_table_without_rows_is_not_complete_where_what_its_page_asked_for_was_kept_back(string asks, bool complete)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Tag types</h1><table><thead><tr><th>Name<th>Words</thead><tbody></tbody></table><script>{asks}</script>"), ("/rows", "none"));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Tag types");
        (all.Lines.Count(), all.Complete).ShouldBe((0, complete));
        if (!complete) all.Why.ShouldNotBeNull().ShouldContain("`writes`");
    }

    [Theory]
    [InlineData("0-0 of 0", "fetch('/rows', { method: 'POST', body: 'start=0' })", "`writes`")]
    [InlineData("", "new WebSocket(`ws://${location.host}/rows`)", "`origins.socket`")]
    [InlineData("0-0 of 0", "new WebSocket(`ws://${location.host}/rows`)", "`origins.socket`")]
    [InlineData("0-0 of 0", "fetch('/rows')", null)]
    public async Task A_table_without_rows_is_not_complete_where_its_script_counts_none_or_a_web_socket_was_refused(string counts, string asks, string? why)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1><table><thead><tr><th>No<th>State</thead><tbody></tbody></table><p>{counts}</p><script>{asks}</script>"), ("/rows", "none"));
        var all = await Extraction.AllAsync(browser, site.Portal(), "Orders");
        (all.Lines.Count(), all.Complete).ShouldBe((0, why is null));
        if (why is not null) all.Why.ShouldNotBeNull().ShouldContain(why);
    }

    [Theory]
    [InlineData("Loading...", "simple|The usual kind")]
    [InlineData("Wird geladen…", "simple|The usual kind")]
    [InlineData("Loading", "simple|Loading")]
    public async Task A_cell_that_says_that_it_is_on_its_way_is_waited_for(string says, string line)
    {
        await using var site = await SiteAsync($"<tr><td>simple<td>{says}", "<tr><td>simple<td>The usual kind");
        (await Extraction.AllAsync(browser, site.Portal(), "Tag types")).Lines.ShouldBe([line]);
    }

    [Fact]
    public async Task Bars_in_a_grid_that_stand_in_no_row_are_waited_for_where_it_has_none()
    {
        await using var site = await browser.SiteAsync(("/", $$"""
            {{Style}}<h1>Tag types</h1><div role=grid aria-label="Tag types"><div role=row><span role=columnheader>Name</span><span role=columnheader>Words</span></div><div id=rows><div><i class=p-skeleton></i><i class=p-skeleton></i></div></div></div>
            <script>setTimeout(() => { rows.innerHTML = '<div role=row><span role=gridcell>simple</span> <span role=gridcell>The usual kind</span></div>'; }, 2000)</script>
            """));
        (await Extraction.AllAsync(browser, site.Portal(), "Tag types")).Lines.ShouldBe(["simple|The usual kind"]);
    }

    [Theory]
    [InlineData("<tr><td>simple<td>The usual kind", "<tr><td><span class=css-1x9></span><td>", "simple|The usual kind")]
    [InlineData("", "<tr><td><span class=css-1x9></span><td>", "")]
    public async Task Places_that_are_kept_to_the_end_leave_the_table_incomplete(string rows, string bars, string lines)
    {
        await using var site = await SiteAsync(rows + bars, null);
        var all = await Extraction.AllAsync(browser, site.Portal(), "Tag types");
        (string.Join(", ", all.Lines), all.Complete).ShouldBe((lines, false));
        all.Why!.ShouldContain("keeps room");
    }

    [Theory]
    [InlineData("<tr><td>simple<td><i class=dot></i><tr><td>other<td>", "simple|, other|")]
    [InlineData("<tr><td><span class=live>Online</span><td>", "Online|")]
    [InlineData("<tr><td><div class=skeleton-key>Master</div><td>", "Master|")]
    [InlineData("<tr><td>simple<td>x<tr style='height:20px'><td><td><tr><td>other<td>y", "simple|x, |, other|y")]
    [InlineData("<tr><td>simple<td><div style='display:none' class=skeleton>Wait</div><tr style='height:20px'><td><td><div style='display:none' class=p-skeleton></div>", "simple|, |")]
    [InlineData("", "")]
    public async Task What_moves_beside_words_and_a_row_that_is_truly_empty_is_a_row_as_before(string rows, string lines)
    {
        await using var site = await SiteAsync(rows, null);
        var all = await Extraction.AllAsync(browser, site.Portal(), "Tag types");
        (string.Join(", ", all.Lines), all.Complete).ShouldBe((lines, true));
    }

    private Task<TestSite> SiteAsync(string rows, string? then) => browser.SiteAsync(("/", $$"""
        {{Style}}<h1>Tag types</h1><table><thead><tr><th>Name<th>Words</thead><tbody>{{rows}}</tbody></table>
        {{(then is null ? "" : $"<script>setTimeout(() => {{ document.querySelector('tbody').innerHTML = '{then}'; }}, 2000)</script>")}}
        """));
}
