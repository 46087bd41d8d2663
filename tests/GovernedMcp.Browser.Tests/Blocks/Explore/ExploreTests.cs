using System.Text;
using GovernedMcp.Browser.Blocks.Explore;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Portals;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks.Explore;

/// <summary>What whoever writes a Skill sees of a page and may do on it.</summary>
[Collection(SharedBrowser.Blocks)]
public sealed class ExploreTests(BrowserFixture browser)
{
    private const string Page = """
        <title>Orders</title><nav><a href="/orders?page=2&token=abc">Orders</a><a href="/orders/7/delete">Delete order</a></nav>
        <main><h1>Open orders</h1><p>Two of 12 are shown. <span style="font-size:0">HIDDEN order</span></p>
        <form action="/send" method="post"><label>Status <select><option>Open<option selected>Paid</select></label>
          <label for="q">Note</label><input id="q" name="note" value="as before"><label>Word <input type="password" name="word" value="s3cret-word"></label>
          <button>Send</button></form>
        <table aria-label="Orders"><tr><th>No.<th>Due<tr><td>A-1<td>1 May <button>Edit</button><tr><td>A-2<td>2 May <button>Edit</button><tr><td>A-3<td>3 May <button>Edit</button></table>
        <button data-testid="tool"></button><input type="text" class="bare"></main>
        """;

    [Fact]
    public async Task A_snapshot_tells_what_is_seen_and_how_a_Skill_names_it()
    {
        await using var site = await TestSite.StartAsync(("/", Page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var result = await SnapshotAsync(site.Portal(), session);
        var lines = Lines(result);
        lines.ShouldContain(line => line.EndsWith("link \"Orders\" -> /orders?page&token", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("heading 1 \"Open orders\"", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("Two of 12 are shown.", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("combobox \"Status\" = \"Paid\" of Open | Paid", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("textbox \"Note\" = \"as before\"", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("textbox \"Word\" (sensitive: not shown, nothing is typed into it)", StringComparison.Ordinal) && !line.TrimStart().StartsWith('e'));
        lines.ShouldContain(line => line.EndsWith("table \"Orders\", 3 rows, columns No. | Due", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("… 1 more rows: look within the table", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("button by { by: test_id, id: \"tool\" }", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("button \"Edit\" by { by: css, selector: ", StringComparison.Ordinal));
        var told = result.Data.ToJsonString();
        told.ShouldNotContain("HIDDEN");
        told.ShouldNotContain("s3cret-word");
        told.ShouldNotContain("abc");
        result.Warnings.ShouldContain(warning => warning.Contains("cannot see"));
        var within = await SnapshotAsync(site.Portal(), session, ("within", RefOf(lines, "table \"Orders\"")));
        Lines(within).Count(line => line.Contains("button \"Edit\"", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task A_long_page_comes_in_pieces_whose_refs_are_all_good()
    {
        await using var site = await TestSite.StartAsync(("/", string.Concat(Enumerable.Range(1, 300).Select(at => $"<p><button onclick=\"document.title = 'pressed {at}'\">Button of a long page number {at}</button></p>"))));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var (all, cursor) = (new List<string>(), (string?)null);
        do
        {
            var result = await SnapshotAsync(site.Portal(), session, cursor is null ? [] : [("cursor", cursor)]);
            Encoding.UTF8.GetByteCount(result.Data.ToJsonString()).ShouldBeLessThan(6_144);
            all.AddRange(Lines(result));
            cursor = (string?)result.Data["next_cursor"];
        }
        while (cursor is not null);

        all.Count.ShouldBe(300);
        await ClickAsync(site.Portal(), session, ("ref", RefOf(all, "number 7\"")));
        (await session.Page.TitleAsync()).ShouldBe("pressed 7");
    }

    [Fact]
    public async Task What_a_click_or_Enter_would_send_does_not_leave_and_the_reply_says_so()
    {
        await using var site = await TestSite.StartAsync(("/", Page + "<button onclick=\"fetch('/api', { method: 'DELETE' })\">Quietly</button>"));
        var portal = site.Portal() with { Writes = [new KnownRequest("DELETE", "/api")] };
        var session = await browser.OpenAsync(portal, "/");
        foreach (var name in new[] { "Send", "Quietly" })
        {
            var click = await ClickAsync(portal, session, ("role", "button"), ("name", name));
            click.Data["kept_back"]!.GetValue<bool>().ShouldBeTrue(name);
            click.Message.ShouldContain("it was not let out");
        }

        var typed = await TypeAsync(portal, session, ("name", "Note"), ("text", "over again"), ("then", "enter"));
        typed.Data["kept_back"]!.GetValue<bool>().ShouldBeTrue();
        (await session.Page.Locator("#q").InputValueAsync()).ShouldBe("over again");
        (await TypeAsync(portal, session, ("name", "Status"), ("text", "open"))).Data["kept_back"]!.GetValue<bool>().ShouldBeFalse();
        (await session.Page.Locator("select").InputValueAsync()).ShouldBe("Open");
        site.Requests.ShouldAllBe(request => request.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_typed_where_a_secret_belongs_and_no_link_is_followed_that_sounds_as_if_it_acted()
    {
        await using var site = await TestSite.StartAsync(("/", Page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(TypeAsync(site.Portal(), session, ("name", "Word"), ("text", "guess")))).Rule.ShouldBe(Rules.Explore.SecretField);
        (await session.Page.Locator("[type=password]").InputValueAsync()).ShouldBe("s3cret-word");
        (await Should.ThrowAsync<BlockFault>(ClickAsync(site.Portal(), session, ("name", "Delete order")))).Rule.ShouldBe(Rules.Explore.Acts);
        (await Should.ThrowAsync<BlockFault>(ClickAsync(site.Portal(), session, ("name", "Edit")))).Rule.ShouldBe(Rules.Elements.Ambiguous);
        (await Should.ThrowAsync<BlockFault>(TypeAsync(site.Portal(), session, ("name", "Status"), ("text", "Lost")))).Allowed.ShouldBe(["Open", "Paid"]);
    }

    [Fact]
    public async Task A_ref_is_good_for_the_page_and_the_element_it_was_given_for_and_nothing_else()
    {
        await using var site = await TestSite.StartAsync(("/", Page), ("/orders", Page));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var lines = Lines(await SnapshotAsync(site.Portal(), session));
        var (send, edit, orders) = (RefOf(lines, "button \"Send\""), RefOf(lines, "button \"Edit\""), RefOf(lines, "link \"Orders\""));
        // Another row came before it: the first button of the name is another one now.
        await session.Page.EvaluateAsync("() => { const row = document.querySelector('table tr:nth-of-type(2)'); row.remove(); document.querySelector('tbody').append(row); }");
        await StaleAsync(edit);
        (await ClickAsync(site.Portal(), session, ("ref", orders))).Data["moved"]!.GetValue<bool>().ShouldBeTrue();
        await StaleAsync(send);
        var again = Lines(await SnapshotAsync(site.Portal(), session));
        RefOf(again, "button \"Send\"").ShouldNotBe(send);
        await StaleAsync("e99999");

        async Task StaleAsync(string old) => (await Should.ThrowAsync<BlockFault>(ClickAsync(site.Portal(), session, ("ref", old)))).Rule.ShouldBe(Rules.Explore.StaleRef);
    }

    [Fact]
    public async Task Sensitive_columns_stand_as_withheld_and_the_demo_portal_fits_in_a_few_pages()
    {
        await using var vendor = await Vendor.StartAsync();
        var session = await vendor.SignInAsync(browser);
        await session.Page.GotoAsync(vendor.App.Address + "billing/invoices");
        var iban = await session.Page.Locator("td.mono").First.InnerTextAsync();
        var result = await SnapshotAsync(vendor.Portal, session);
        result.Data["next_cursor"].ShouldBeNull("the table is told by its first rows");
        var told = result.Data.ToJsonString();
        told.ShouldContain("NW-2026-00500");
        told.ShouldContain("[withheld]");
        told.ShouldNotContain(iban);
    }

    private static List<string> Lines(BlockResult result) => [.. result.Data["untrusted"]!["lines"]!.AsArray().Select(line => line!.GetValue<string>())];

    private static string RefOf(IEnumerable<string> lines, string part) => lines.First(line => line.Contains(part, StringComparison.Ordinal)).TrimStart().Split(' ')[0];

    private Task<BlockResult> SnapshotAsync(Portal portal, BrowserSession session, params (string, object)[] arguments) => RunAsync(new SnapshotBlock(browser.Host, browser.Sessions), portal, session, arguments);

    private Task<BlockResult> ClickAsync(Portal portal, BrowserSession session, params (string, object)[] arguments) => RunAsync(new ClickBlock(browser.Host, browser.Sessions), portal, session, arguments);

    private Task<BlockResult> TypeAsync(Portal portal, BrowserSession session, params (string, object)[] arguments) => RunAsync(new TypeBlock(browser.Host, browser.Sessions), portal, session, arguments);

    private static Task<BlockResult> RunAsync(IToolBlock block, Portal portal, BrowserSession session, (string, object)[] arguments) =>
        block.RunAsync(Policed.Permit(block.Tool, portal, session.Facts, null, arguments), Policed.Run(), CancellationToken.None);
}
