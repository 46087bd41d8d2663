using System.Collections.Frozen;
using GovernedMcp.Browser.Blocks;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Browser.Tests.Pages.Tables;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Pages;

/// <summary>Pages whose content stands in frames, in frames of frames, and in such of other origins.</summary>
[Collection(SharedBrowser.Tables)]
public sealed class FramedPageTests(BrowserFixture browser)
{
    private const string Own = "127.0.0.1";
    private const string Other = "localhost";
    private const string Stock = "<h2>Our stock</h2><table aria-label=Stock><tr><th>Part<th>Pieces<tr><td>P-1<td>4<tr><td>P-2<td>7</table><form aria-label=Reorder><label>Part <input></label><button>Order</button></form><a href=/more>More</a><p>Counted on Monday</p>";

    public static TheoryData<string, string> Nests => new() { { Own, Own }, { Own, Other }, { Other, Other }, { Other, Own } };

    [Theory]
    [MemberData(nameof(Nests))]
    public async Task A_table_in_a_frame_of_a_frame_is_read_with_and_without_a_Skill(string outer, string inner)
    {
        await using var site = await SiteAsync(outer, inner);
        var found = await Extraction.AllAsync(browser, Portal(site), "Stock");
        found.Lines.ShouldBe(["P-1|4", "P-2|7"]);
        found.Complete.ShouldBeTrue();
        (await Extraction.AllAsync(browser, Portal(site, "#mid >> #stock"), "parts")).Lines.ShouldBe(["P-1|4", "P-2|7"]);
    }

    [Theory]
    [MemberData(nameof(Nests))]
    public async Task The_page_is_told_with_what_its_frames_show(string outer, string inner)
    {
        await using var site = await SiteAsync(outer, inner);
        var session = await browser.OpenAsync(Portal(site), "/");
        var outline = (await ReadAsync(session)).Data["untrusted"]!;
        outline["headings"]!.AsArray().Select(text => text!.ToString()).ShouldBe(["Portal", "Our stock"]);
        outline["tables"]!.AsArray().ShouldHaveSingleItem()!["table"]!.ToString().ShouldBe("Stock");
        outline["forms"]!.AsArray().ShouldHaveSingleItem()!["form"]!.ToString().ShouldBe("Reorder");
        outline["links"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe("More");
        outline["tables"]![0]!["frame"]?.ToString().ShouldBe(outer == Own && inner == Own ? null : outer == Other && inner == Other ? "#mid" : "#mid >> #stock");
        Texts(await ReadAsync(session, ("what", "text"))).ShouldBe(["Portal", "In between", "Our stock", "Part | Pieces", "P-1 | 4", "P-2 | 7", "Part", "Order", "More", "Counted on Monday"], ignoreOrder: true);
        Texts(await ReadAsync(session, ("what", "find"), ("query", "monday"))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Lines_of_frames_come_in_pieces_too()
    {
        await using var site = await SiteAsync(Other, Other);
        var session = await browser.OpenAsync(Portal(site), "/");
        var (all, cursor) = (new List<string>(), (string?)null);
        do
        {
            var result = await ReadAsync(session, cursor is null ? [("what", "text"), ("limit", 2)] : [("what", "text"), ("limit", 2), ("cursor", cursor)]);
            all.AddRange(Texts(result));
            ((int)result.Data["total"]!).ShouldBe(10);
            cursor = (string?)result.Data["next_cursor"];
        }
        while (cursor is not null);
        all.ShouldBe(["Portal", "In between", "Our stock", "Part | Pieces", "P-1 | 4", "P-2 | 7", "Part", "Order", "More", "Counted on Monday"]);
    }

    [Fact]
    public async Task A_frame_of_an_origin_that_no_Skill_lists_is_told_and_not_read()
    {
        await using var site = await SiteAsync(Own, Other);
        var portal = site.Portal($"http://{Other}:{site.Address.Port}");
        var fault = await Should.ThrowAsync<BlockFault>(Extraction.AllAsync(browser, portal, "Stock"));
        (fault.Rule, fault.Allowed.Count).ShouldBe((Rules.Tables.NotFound, 0));
        fault.Message.ShouldContain("1 frames of the page are of origins that the Skill does not list");
        var read = await ReadAsync(await browser.OpenAsync(portal, "/"), ("what", "text"));
        Texts(read).ShouldBe(["Portal", "In between"]);
        read.Warnings.ShouldContain(warning => warning.StartsWith("1 frames of the page", StringComparison.Ordinal));
        read.Quotes.ShouldHaveSingleItem().ShouldStartWith($"http://{Other}:");
    }

    [Fact]
    public async Task A_frame_that_nobody_sees_is_none()
    {
        await using var site = await SiteAsync(Own, Other, "opacity:0;");
        (await Should.ThrowAsync<BlockFault>(Extraction.AllAsync(browser, Portal(site), "Stock"))).Rule.ShouldBe(Rules.Tables.NotFound);
        Texts(await ReadAsync(await browser.OpenAsync(Portal(site), "/"), ("what", "text"))).ShouldBe(["Portal", "In between"]);
    }

    [Fact]
    public async Task A_declared_table_whose_frame_the_Skill_does_not_name_is_told_by_its_frame()
    {
        await using var site = await SiteAsync(Other, Other);
        var fault = await Should.ThrowAsync<BlockFault>(Extraction.AllAsync(browser, Portal(site, null), "parts"));
        fault.Rule.ShouldBe(Rules.Tables.NotFound);
        fault.Message.ShouldContain("a frame of another origin has it");
        fault.Quotes.ShouldBe(["#mid"]);
    }

    [Fact]
    public async Task Two_tables_of_one_name_are_no_guess_wherever_they_stand()
    {
        await using var site = await SiteAsync(Own, Other);
        site.Page("/mid", "<table aria-label=Stock><tr><th>Part<tr><td>P-9</table>" + Frame("stock", Other, site, "/stock"));
        (await Should.ThrowAsync<BlockFault>(Extraction.AllAsync(browser, Portal(site), "Stock"))).Rule.ShouldBe(Rules.Tables.Ambiguous);
    }

    private async Task<TestSite> SiteAsync(string outer, string inner, string style = "")
    {
        var site = await browser.SiteAsync(("/stock", Stock));
        site.Page("/", "<h1>Portal</h1>" + Frame("mid", outer, site, "/mid"));
        site.Page("/mid", "<p>In between</p>" + Frame("stock", inner, site, "/stock", style));
        return site;
    }

    private static string Frame(string id, string host, TestSite site, string path, string style = "") =>
        $"<iframe id={id} style=\"{style}width:700px;height:400px\" src=\"http://{host}:{site.Address.Port}{path}\"></iframe>";

    private static Portal Portal(TestSite site) => Listed(site.Portal());

    private static Portal Portal(TestSite site, string? frame) => Listed(site.Portal()) with
    {
        Tables = new[] { new Table { Name = "parts", Root = Northwind.Role("table", "Stock") with { Frame = frame }, Source = SourceMark.BuiltIn } }.ToFrozenDictionary(table => table.Name),
    };

    private static Portal Listed(Portal portal) => portal with { Origins = portal.Origins with { Navigate = portal.Origins.Navigate.Append($"http://{Other}:{portal.BaseUrl.Port}").ToFrozenSet() } };

    private Task<BlockResult> ReadAsync(BrowserSession session, params (string, object)[] arguments) =>
        new ReadBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_read", session.Portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);

    private static List<string> Texts(BlockResult result) => [.. (result.Data["untrusted"]!["lines"] ?? result.Data["untrusted"]!["places"])!.AsArray().Select(line => line!.ToString())];
}
