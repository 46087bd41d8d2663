using GovernedMcp.Browser.Blocks.Navigate;
using GovernedMcp.Browser.Pages;
using GovernedMcp.Browser.Sessions;
using GovernedMcp.Browser.Tests.Fixtures;
using GovernedMcp.Governance;
using GovernedMcp.Governance.Tools;

namespace GovernedMcp.Browser.Tests.Blocks;

/// <summary>Links of which a script does what they are pressed for, with an address or without; and those that are pressed for nothing.</summary>
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

    [Theory]
    [InlineData("0", "<span>Log</span>", true)]
    [InlineData("40%", "<span>Log</span>", false)]
    [InlineData("0", "<input name=log>", false)]
    public async Task A_list_at_an_edge_of_the_page_each_item_of_which_is_written_to_be_pressed_is_a_menu(string left, string last, bool leads)
    {
        static string Item(string name, string inner) => $"<li onclick=\"document.querySelector('h1').textContent = '{name}'\">{inner}</li>";
        await using var site = await browser.SiteAsync(("/", $$"""
            <style>.menu { position: absolute; left: {{left}}; top: 0; width: 200px } ul { padding: 0 } li { height: 28px }</style>
            <div class=menu><h4>Directory</h4><ul>{{Item("Users", "<span>Users</span>")}}{{Item("Log", last)}}</ul></div><main style="margin-top: 200px"><h1>Home</h1></main>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        if (!leads)
        {
            (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Users"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
            return;
        }

        await GoAsync(session, "Users");
        (await session.Page.Locator("h1").InnerTextAsync()).ShouldBe("Users");
    }

    [Theory]
    [InlineData("app-sidebar", "Customers", true)]
    [InlineData("app-sidebar", "Log", false)]
    [InlineData("app-content", "Customers", false)]
    public async Task What_stands_under_one_another_in_a_side_bar_and_looks_pressed_is_a_menu(string column, string name, bool leads)
    {
        static string Item(string name) => $"<div class=item onclick=\"document.querySelector('h1').textContent = '{name}'\"><svg width=12 height=12></svg> <span>{name}</span><button style='width:9px;height:9px'></button></div>";
        await using var site = await browser.SiteAsync(("/", $$"""
            <style>.{{column}} { position: fixed; left: 0; top: 0; width: 240px; height: 100% } .item { cursor: pointer; height: 28px } main { margin-left: 260px }</style>
            <div class={{column}}><div><p>Tables</p>{{Item("Orders")}}{{Item("Customers")}}</div><div style="padding-left: 20px">{{Item("Log")}}</div></div><main><h1>Home</h1></main>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        if (!leads)
        {
            (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
            return;
        }

        await GoAsync(session, name);
        (await session.Page.Locator("h1").InnerTextAsync()).ShouldBe(name);
    }

    [Theory]
    [InlineData("<h2 style='cursor:pointer' onclick='this.nextElementSibling.hidden = false'>Add an order</h2><div hidden><form><label>Name <input></label><button>Save</button></form></div>")]
    [InlineData("<details><summary>Add an order</summary><form><label>Name <input></label><button>Save</button></form></details>")]
    [InlineData("<form><fieldset><legend style='cursor:pointer' onclick='this.nextElementSibling.hidden = false'>Add an order</legend><p hidden><label>Name <input></label><button>Save</button></p></fieldset></form>")]
    public async Task Fields_that_are_folded_up_behind_a_heading_are_unfolded_by_its_name(string folded)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1>{folded}"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Add an order");
        (await session.Page.Locator("input").IsVisibleAsync()).ShouldBeTrue();
    }

    // Lines of an order come one by one. What such a button would send is kept back, as it is with all that a read presses.
    [Fact]
    public async Task What_adds_fields_to_a_form_that_another_button_sends_is_pressed()
    {
        await using var site = await browser.SiteAsync(("/", """
            <form method=post action=/save aria-label=Order><label>Customer <input name=customer></label><ul></ul>
            <button type=button onclick="document.querySelector('ul').insertAdjacentHTML('beforeend', '<li><label>Article <input></label>')">Add line</button> <button type=button onclick="fetch('/save', { method: 'POST' })">Add to basket</button>
            <button type=button>Delete</button> <button>Save</button></form>
            """));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await session.Page.FillAsync("[name=customer]", "Ada");
        for (var lines = 1; lines < 3; lines++)
        {
            await GoAsync(session, "Add line");
            (await session.Page.Locator("li input").CountAsync()).ShouldBe(lines);
        }

        (await session.Page.InputValueAsync("[name=customer]")).ShouldBe("Ada");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Delete"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Save"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
        await GoAsync(session, "Add to basket");
        site.Requests.ShouldNotContain(request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    private const string OldMenu = """
        <style>.head { cursor: pointer }</style>
        <div class=head onclick="const menu = this.nextElementSibling.style; menu.display = menu.display ? '' : 'none'">Customers</div>
        <div style="display: none"><div><a href=/customers target=TARGET>Search</a></div>
          <div class=head onclick="this.nextElementSibling.style.display = 'block'">Reports</div><div style="display: none"><a href=/history target=TARGET>History</a></div></div>
        <div onclick="this.nextElementSibling.style.display = 'block'">Vendors</div>
        <div style="display: none"><div><a href=/vendors target=TARGET>Search</a></div>
          <div class=head onclick="this.nextElementSibling.style.display = 'block'">Reports</div><div style="display: none"><a href=/aging target=TARGET>Aging</a></div></div>
        <p class=head>Terms</p><div style="display: none"><p>Nothing to go to.</p></div>
        """;

    // As portals have them whose menus are older than lists of links.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_one_presses_to_see_the_links_behind_it_opens_them(bool framed)
    {
        var menu = OldMenu.Replace("TARGET", framed ? "main" : "_self", StringComparison.Ordinal);
        await using var site = await browser.SiteAsync(
            ("/", framed ? "<frameset cols='200,*'><frame name=menu src=/menu><frame name=main src=/empty></frameset>" : menu),
            ("/menu", menu),
            ("/empty", "<p>Welcome</p>"),
            ("/customers", "<h1>Customers</h1>"),
            ("/aging", "<h1>Aging</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, "Customers");
        await GoAsync(session, "Vendors");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Reports"));
        (fault.Rule, string.Join('|', fault.Quotes)).ShouldBe((Rules.Navigation.Ambiguous, "Reports (1): Customers|Reports (2): Vendors"));
        await GoAsync(session, "Reports (2)");
        (await GoAsync(session, "Aging")).ShouldBe(framed ? "frame" : "page");
        (await (framed ? session.Page.Frame("main")! : session.Page.MainFrame).Locator("h1").InnerTextAsync()).ShouldBe("Aging");
        if (!framed) return;
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Terms"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
        var permit = Policed.Permit("portal_navigate", session.Portal, session.Facts, null, ("section", "Search (1)"));
        var moved = await new NavigateBlock(browser.Host, browser.Sessions).RunAsync(permit, Policed.Run(), CancellationToken.None);
        moved.Message.ShouldBe("at a section that the page offers");
    }

    [Theory]
    [InlineData("mailto:ada@example.org")]
    [InlineData("tel:+47123456")]
    public async Task What_begins_a_letter_or_a_call_is_no_section(string address)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>People</h1><a href='{address}'>Ada</a> <a href='/ben'>Ben</a>"), ("/ben", "<h1>Ben</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Ada"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
        await GoAsync(session, "Ben");
    }

    // Neither what folds text alone, nor a heading that nobody is to press, nor what is unfolded.
    [Theory]
    [InlineData("<h2 style='cursor:pointer'>Terms</h2><div hidden><p>Nothing to fill in.</p></div>")]
    [InlineData("<h2>Terms</h2><div hidden><input></div>")]
    [InlineData("<h2 style='cursor:pointer'>Terms</h2><div><input></div>")]
    [InlineData("<details open><summary>Terms</summary><input></details>")]
    public async Task Other_headings_lead_nowhere(string heading)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Orders</h1>{heading}"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Terms"))).Rule.ShouldBe(Rules.Navigation.UnknownSection);
    }

    [Theory]
    [InlineData("onclick='return false'", "did not go where it leads")]
    [InlineData("onclick=\"document.querySelector('h1').textContent = 'Orders'; return false\"", "did not go where it leads")]
    [InlineData("onclick=\"history.pushState(null, '', this.href); document.querySelector('h1').textContent = 'Orders'; return false\"", "at a section")]
    [InlineData("onclick=\"setTimeout(() => location = '/orders', 400); return false\"", "at a section")]
    [InlineData("href=/back", "at a section")]
    [InlineData("", "at a section")]
    public async Task A_link_that_was_pressed_for_nothing_is_told_as_such(string does, string told)
    {
        await using var site = await browser.SiteAsync(("/", $"<h1>Home</h1><nav><a {does} href=/orders>Orders</a></nav>"), ("/orders", "<h1>Orders</h1>"), ("/back", "<script>location.replace('/')</script>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        IReadOnlyDictionary<string, FieldValue> none = new Dictionary<string, FieldValue>();
        var result = await new NavigateBlock(browser.Host, browser.Sessions).RunAsync(Policed.Permit("portal_navigate", session.Portal, session.Facts, null, ("section", "Orders"), ("params", none)), Policed.Run(), CancellationToken.None);
        result.Message.ShouldContain(told);
    }

    [Theory]
    [InlineData("Acme", "2", "tr.opens")]
    [InlineData("Oslo (2)", "3", "tr.opens")]
    [InlineData("Twice", "3", "tr.opens td")]
    [InlineData("Acme", "2", ".opens:hover td")]
    [InlineData("Acme", "2", "table tr.opens:hover")]
    public async Task A_row_that_is_pressed_to_open_it_goes_by_what_stands_in_one_of_its_cells(string name, string opens, string pointed)
    {
        await using var site = await StartRowsAsync(pointed);
        var session = await browser.OpenAsync(site.Portal(), "/");
        await GoAsync(session, name);
        (await session.Page.Locator("h1").InnerTextAsync()).ShouldBe($"Customer {opens}");
    }

    [Theory]
    [InlineData("Oslo")]
    [InlineData("Mark")]
    [InlineData("Total")]
    [InlineData("Name")]
    [InlineData("Acme", ".opens:hover i")]
    [InlineData("Acme", "table:hover")]
    public async Task Rows_that_read_the_same_or_are_not_pressed_open_nothing(string name, string pointed = "tr.opens")
    {
        await using var site = await StartRowsAsync(pointed);
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, name));
        fault.Rule.ShouldBe(name == "Oslo" ? Rules.Navigation.Ambiguous : Rules.Navigation.UnknownSection);
        if (name == "Oslo") fault.Quotes[1].ShouldContain("Twice Twice");
        (await session.Page.Locator("h1").InnerTextAsync()).ShouldBe("Customers");
    }

    private Task<TestSite> StartRowsAsync(string pointed = "tr.opens") => browser.SiteAsync(("/", $"<style>{pointed} {{ cursor: pointer }}</style>" + """
        <h1>Customers</h1>
        <table><thead><tr class=opens><th>Name</th><th>Short</th><th>City</th><th></th></tr></thead><tbody>
          <tr class=opens><td>Northwind</td><td>NW</td><td>Oslo</td><td><label><input type=checkbox> Mark</label></td></tr>
          <tr class=opens><td>Acme</td><td>AC</td><td>Bergen</td><td></td></tr>
          <tr class=opens><td>Twice</td><td>Twice</td><td>Oslo</td><td></td></tr>
        </tbody><tfoot><tr><td>Total</td><td></td><td></td><td></td></tr></tfoot></table>
        <script>document.querySelectorAll('tr.opens').forEach((row, at) => row.onclick = () => document.querySelector('h1').textContent = `Customer ${at}`);</script>
        """));

    [Fact]
    public async Task A_link_under_a_dialog_says_so_and_how_to_get_away()
    {
        await using var site = await browser.SiteAsync(("/", "<h1>Home</h1><a href=/orders>Orders</a><div role=dialog aria-modal=true style='position:fixed;inset:0;background:#fff'><p>Please enter a valid address</p><button>OK</button></div>"), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        var fault = await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Orders"));
        fault.Message.ShouldContain("`path:/…` leads away");
        await GoAsync(session, "path:/orders");
        (await session.Page.Locator("h1").InnerTextAsync()).ShouldBe("Orders");
    }

    [Theory]
    [InlineData("It was not loaded: 403", true)]
    [InlineData("<i role=none>!</i> It was not loaded: 403", true)]
    [InlineData("Leave without saving? <button>Leave</button>", false)]
    public async Task A_link_under_a_mere_message_is_followed_by_the_keyboard(string says, bool followed)
    {
        await using var site = await browser.SiteAsync(("/", $"<a href=/orders>Orders</a><div style='position:fixed;left:0;top:0;width:500px;height:200px;background:#fcc'><p>{says}</p></div>"), ("/orders", "<h1>Orders</h1>"));
        var session = await browser.OpenAsync(site.Portal(), "/");
        if (followed) await GoAsync(session, "Orders");
        else (await Should.ThrowAsync<BlockFault>(() => GoAsync(session, "Orders"))).Rule.ShouldBe(Rules.Elements.NotUsable);
        new Uri(session.Page.Url).AbsolutePath.ShouldBe(followed ? "/orders" : "/");
    }

    private static Task<string?> GoAsync(BrowserSession session, string name) =>
        SectionRoad.GoAsync(session, name, Withheld.Of(Policed.Permit("portal_navigate", session.Portal, session.Facts)), CancellationToken.None);
}
